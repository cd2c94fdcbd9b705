package loradex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.StructType;

/**
 * A table or view that Spark knows and that is nothing but files. Its slices are in the order of their paths, and
 * within a file in that of their bytes, whatever the cluster.
 */
final class Table {
  private static final String SLICE_BYTES = String.valueOf(64L << 20);

  private static final Map<String, String> SETTINGS =
      Map.of(
          // A slice is opened at the price of a whole one, so that none has two files.
          "spark.sql.files.maxPartitionBytes", SLICE_BYTES,
          "spark.sql.files.openCostInBytes", SLICE_BYTES,
          "spark.sql.files.maxPartitionNum", String.valueOf(Integer.MAX_VALUE),
          "spark.sql.sources.bucketing.enabled", "false",
          "spark.sql.adaptive.enabled", "false",
          // Nothing is left out in silence, and no zone of a machine counts.
          "spark.sql.files.ignoreCorruptFiles", "false",
          "spark.sql.files.ignoreMissingFiles", "false",
          "spark.sql.session.timeZone", "UTC");

  final String name;
  final StructType schema;
  final RDD<InternalRow> rows;
  private final Map<Slice, Partition> slices = new TreeMap<>(Slice.ORDER);

  private record Slice(String path, long start, long end, long fileBytes, long mtimeMs) {
    static final Comparator<Slice> ORDER =
        Comparator.comparing(Slice::path)
            .thenComparingLong(Slice::start)
            .thenComparingLong(Slice::end)
            .thenComparingLong(Slice::fileBytes)
            .thenComparingLong(Slice::mtimeMs);

    static Slice of(PartitionedFile file) {
      return new Slice(
          file.toPath().toString(),
          file.start(),
          file.start() + file.length(),
          file.fileSize(),
          file.modificationTime());
    }

    static Slice of(JsonNode part) {
      return new Slice(
          part.get("path").asText(),
          part.get("start").asLong(),
          part.get("end").asLong(),
          part.get("snapshot").get("bytes").asLong(),
          part.get("snapshot").get("mtimeMs").asLong());
    }
  }

  Table(JavaSparkContext spark, String name) throws IOException {
    this.name = name;
    try {
      SparkSession session = sessionOf(spark);
      SETTINGS.forEach((key, value) -> session.conf().set(key, value));
      Dataset<Row> table = session.table(name);
      schema = table.schema();
      if (!table.queryExecution().analyzed().deterministic()) {
        throw unreadable("one that is not the same each time", null);
      }
      rows = table.queryExecution().toRdd();
    } catch (RuntimeException error) {
      throw unreadable(String.valueOf(error.getMessage()).split("\n")[0], error);
    } catch (Exception error) {
      // Of Scala, which declares nothing.
      if (error instanceof IOException known) throw known;
      throw unreadable(String.valueOf(error.getMessage()).split("\n")[0], error);
    }
    for (Partition each : rows.partitions()) {
      if (!(each instanceof FilePartition part) || part.files().length != 1) {
        throw unreadable("one that Spark makes of more than the rows of files", null);
      }
      slices.put(Slice.of(part.files()[0]), each);
    }
  }

  ObjectNode describe() {
    ObjectNode table = Json.object("schema", schema.json());
    ArrayNode parts = table.putArray("slices");
    for (Slice each : slices.keySet()) {
      parts.add(
          Json.object(
              "path", each.path, "start", each.start, "end", each.end,
              "bytes", each.fileBytes, "mtime_ms", each.mtimeMs));
    }
    return table;
  }

  /** The slices of a task, as they were planned. */
  Partition[] slicesOf(JsonNode parts) throws IOException {
    Partition[] found = new Partition[parts.size()];
    for (int at = 0; at < found.length; at++) {
      found[at] = slices.get(Slice.of(parts.get(at)));
      if (found[at] != null) continue;
      ObjectNode failure =
          Json.object(
              "code", "source.changed",
              "message", name + ": expected the files of the table as they were planned, saw "
                  + parts.get(at).get("path").asText() + " changed",
              "hint", "Export from a table that nobody is writing, then start again.");
      failure.set("details", Json.object("input", name));
      throw new Failure(failure.toString());
    }
    return found;
  }

  private Failure unreadable(String seen, Exception cause) {
    return Failure.of(
        "no-table",
        name + ": expected a table or view of files, saw " + seen,
        "Name one as Spark does, for example shop.cases or parquet.`hdfs://head/cases`, or write it as Parquet first.",
        cause);
  }

  private static SparkSession sessionOf(JavaSparkContext spark) {
    SparkSession.Builder builder = SparkSession.builder().config(spark.getConf());
    String catalogue = spark.getConf().get("spark.sql.catalogImplementation", "hive");
    if (catalogue.equals("hive") && hasHive()) builder.enableHiveSupport();
    return builder.getOrCreate();
  }

  private static boolean hasHive() {
    try {
      Class.forName("org.apache.spark.sql.hive.HiveSessionStateBuilder");
      Class.forName("org.apache.hadoop.hive.conf.HiveConf");
      return true;
    } catch (ClassNotFoundException none) {
      return false;
    }
  }
}
