package loradex;

import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.*;

/**
 * Rows as bytes: for each value a byte that says whether there is one, then the value by its type, the highest
 * byte first. What has no fixed length comes behind its length; what a value means is left to who reads it.
 */
final class RowBytes {
  /** Writes the value at that place, which is not null. */
  private interface Write {
    void write(SpecializedGetters from, int at, DataOutputStream out) throws IOException;
  }

  private final Write[] columns;

  RowBytes(StructType schema) {
    columns = ofFields(schema);
  }

  void write(InternalRow row, DataOutputStream out) throws IOException {
    writeFields(columns, row, out);
  }

  private static Write[] ofFields(StructType type) {
    StructField[] fields = type.fields();
    Write[] writes = new Write[fields.length];
    for (int at = 0; at < fields.length; at++) writes[at] = of(fields[at].dataType());
    return writes;
  }

  private static void writeFields(Write[] writes, SpecializedGetters from, DataOutputStream out)
      throws IOException {
    for (int at = 0; at < writes.length; at++) writeNullable(writes[at], from, at, out);
  }

  private static void writeNullable(
      Write write, SpecializedGetters from, int at, DataOutputStream out) throws IOException {
    boolean isThere = !from.isNullAt(at);
    out.writeBoolean(isThere);
    if (isThere) write.write(from, at, out);
  }

  private static Write of(DataType type) {
    if (type instanceof BooleanType) return (from, at, out) -> out.writeBoolean(from.getBoolean(at));
    if (type instanceof ByteType) return (from, at, out) -> out.writeInt(from.getByte(at));
    if (type instanceof ShortType) return (from, at, out) -> out.writeInt(from.getShort(at));
    if (type instanceof IntegerType || type instanceof DateType) {
      return (from, at, out) -> out.writeInt(from.getInt(at));
    }
    if (type instanceof LongType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType) {
      return (from, at, out) -> out.writeLong(from.getLong(at));
    }
    if (type instanceof FloatType) return (from, at, out) -> out.writeFloat(from.getFloat(at));
    if (type instanceof DoubleType) return (from, at, out) -> out.writeDouble(from.getDouble(at));
    if (type instanceof StringType) {
      return (from, at, out) -> writeBytes(from.getUTF8String(at).getBytes(), out);
    }
    if (type instanceof BinaryType) {
      return (from, at, out) -> writeBytes(from.getBinary(at), out);
    }
    if (type instanceof DecimalType decimal) return ofDecimal(decimal);
    if (type instanceof ArrayType array) {
      Write item = of(array.elementType());
      return (from, at, out) -> writeItems(item, from.getArray(at), out);
    }
    if (type instanceof MapType map) return ofMap(of(map.keyType()), of(map.valueType()));
    if (type instanceof StructType struct) {
      Write[] fields = ofFields(struct);
      return (from, at, out) -> writeFields(fields, from.getStruct(at, fields.length), out);
    }
    // Of a type without values; others have been refused when the table was planned.
    return (from, at, out) -> {
      throw new IOException("a value of the type " + type.json());
    };
  }

  private static Write ofDecimal(DecimalType type) {
    int precision = type.precision();
    int scale = type.scale();
    return (from, at, out) ->
        writeBytes(
            from.getDecimal(at, precision, scale).toJavaBigDecimal().unscaledValue().toByteArray(),
            out);
  }

  private static Write ofMap(Write key, Write value) {
    return (from, at, out) -> {
      MapData map = from.getMap(at);
      writeItems(key, map.keyArray(), out);
      writeItems(value, map.valueArray(), out);
    };
  }

  private static void writeItems(Write item, ArrayData items, DataOutputStream out)
      throws IOException {
    int count = items.numElements();
    out.writeInt(count);
    for (int at = 0; at < count; at++) writeNullable(item, items, at, out);
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
