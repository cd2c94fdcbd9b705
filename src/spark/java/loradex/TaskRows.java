package loradex;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterator;

/** Rows of the slices of a table that one task reads, one slice after the other. */
final class TaskRows {
  /** What all tasks have in common. */
  record Source(RDD<InternalRow> rows, StructType schema) implements Serializable {}

  private final Source source;
  private final Partition[] slices;
  private final RowBytes rowBytes;
  private int slice = -1;
  private Iterator<InternalRow> open;

  TaskRows(Source source, Partition[] slices) {
    this.source = source;
    this.slices = slices;
    this.rowBytes = new RowBytes(source.schema);
  }

  String schema() {
    return source.schema.json();
  }

  /** The next rows of the slice, each behind its length; none at its end. */
  byte[] next(int wanted, TaskContext task) throws IOException {
    if (slice != wanted) {
      open = source.rows.iterator(slices[wanted], task);
      slice = wanted;
    }
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(Frames.CHUNK);
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    DataOutputStream values = new DataOutputStream(row);
    DataOutputStream out = new DataOutputStream(chunk);
    while (chunk.size() < Frames.CHUNK && open.hasNext()) {
      row.reset();
      rowBytes.write(open.next(), values);
      if (row.size() > Frames.LONGEST / 2) {
        throw new IOException("a row of " + row.size() + " bytes is too long");
      }
      out.writeInt(row.size());
      row.writeTo(chunk);
    }
    return chunk.toByteArray();
  }
}
