package loradex;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import scala.Tuple2;

/**
 * Stage 2: of the keys with the same hash, the first in plan order stays. Keys travel in blocks: those of a
 * task that belong to a bucket, then those of a bucket that lose, by task.
 */
final class FindRepeats {
  private static final int HASH_BYTES = 16;
  /** Bytes of a loser: its ordinal in the task; task and row of what is kept instead. */
  private static final int LOSER_BYTES = 16;

  private FindRepeats() {}

  /** The keys of a task as blocks by bucket. */
  static Iterator<Tuple2<Integer, byte[]>> cut(Setup setup, String file, int buckets)
      throws IOException {
    Path path = new Path(file);
    List<ByteArrayOutputStream> blocks = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) blocks.add(new ByteArrayOutputStream());
    try (DataInputStream in = new DataInputStream(setup.files(path).open(path))) {
      byte[] chunk = new byte[ReadParts.KEY_BYTES * 8192];
      for (int length; (length = in.readNBytes(chunk, 0, chunk.length)) > 0; ) {
        if (length % ReadParts.KEY_BYTES != 0) {
          throw Failure.of("work-damaged", file + ": expected whole keys, saw its end cut off",
              "Start the export again with --restart.", null);
        }
        for (int at = 0; at < length; at += ReadParts.KEY_BYTES) {
          int bucket = Integer.remainderUnsigned(ByteBuffer.wrap(chunk).getInt(at), buckets);
          blocks.get(bucket).write(chunk, at, ReadParts.KEY_BYTES);
        }
      }
    }
    List<Tuple2<Integer, byte[]>> cut = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      if (blocks.get(bucket).size() > 0) cut.add(new Tuple2<>(bucket, blocks.get(bucket).toByteArray()));
    }
    return cut.iterator();
  }

  /** Losers of a bucket as blocks by task. */
  static Iterator<Tuple2<Integer, byte[]>> losers(Iterable<byte[]> blocks) {
    ByteBuffer keys = join(blocks, ReadParts.KEY_BYTES);
    int count = keys.capacity() / ReadParts.KEY_BYTES;
    int[] slots = new int[Integer.highestOneBit(Math.max(count, 1)) * 4];
    Arrays.fill(slots, -1);
    for (int key = 0; key < count; key++) {
      int slot = slotOf(keys, slots, key);
      if (slots[slot] < 0 || isBefore(keys, key, slots[slot])) slots[slot] = key;
    }
    Map<Integer, ByteArrayOutputStream> byTask = new TreeMap<>();
    byte[] loser = new byte[LOSER_BYTES];
    for (int key = 0; key < count; key++) {
      int winner = slots[slotOf(keys, slots, key)];
      if (winner == key) continue;
      int at = key * ReadParts.KEY_BYTES + HASH_BYTES;
      int from = winner * ReadParts.KEY_BYTES + HASH_BYTES;
      ByteBuffer.wrap(loser)
          .putInt(keys.getInt(at + 4))
          .putInt(keys.getInt(from))
          .putLong(keys.getLong(from + 8));
      byTask.computeIfAbsent(keys.getInt(at), task -> new ByteArrayOutputStream())
          .write(loser, 0, LOSER_BYTES);
    }
    return byTask.entrySet().stream()
        .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue().toByteArray()))
        .iterator();
  }

  /** Writes the losers of a task in the order of their ordinals; tells task, file and how many. */
  static String write(Setup setup, String folder, int task, Iterable<byte[]> blocks)
      throws IOException {
    ByteBuffer losers = join(blocks, LOSER_BYTES);
    int count = losers.capacity() / LOSER_BYTES;
    long[] order = new long[count];
    for (int at = 0; at < count; at++) {
      order[at] = ((long) losers.getInt(at * LOSER_BYTES) << 32) | at;
    }
    Arrays.sort(order);
    AttemptFiles files = new AttemptFiles(setup, folder, String.format("%06d", task));
    try {
      DataOutputStream out = files.out("losers");
      for (long each : order) out.write(losers.array(), (int) each * LOSER_BYTES, LOSER_BYTES);
      String path = files.close().get("losers");
      return Json.object("id", task, "file", path, "count", count).toString();
    } catch (Throwable error) {
      files.discard();
      throw error;
    }
  }

  /** Where a key with that hash is, or where there is none yet. */
  private static int slotOf(ByteBuffer keys, int[] slots, int key) {
    int at = key * ReadParts.KEY_BYTES;
    // The first four bytes have chosen the bucket.
    int slot = keys.getInt(at + 4) & (slots.length - 1);
    while (slots[slot] >= 0 && !isSame(keys, at, slots[slot] * ReadParts.KEY_BYTES)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private static boolean isSame(ByteBuffer keys, int at, int other) {
    return keys.getLong(at) == keys.getLong(other) && keys.getLong(at + 8) == keys.getLong(other + 8);
  }

  private static boolean isBefore(ByteBuffer keys, int key, int other) {
    long place = keys.getLong(key * ReadParts.KEY_BYTES + HASH_BYTES);
    return place < keys.getLong(other * ReadParts.KEY_BYTES + HASH_BYTES);
  }

  private static ByteBuffer join(Iterable<byte[]> blocks, int unit) {
    long bytes = 0;
    for (byte[] block : blocks) bytes += block.length;
    if (bytes > Integer.MAX_VALUE - 64) {
      throw new IllegalStateException(bytes / unit + " keys in one bucket are too many");
    }
    ByteBuffer joined = ByteBuffer.allocate((int) bytes);
    for (byte[] block : blocks) joined.put(block);
    return joined;
  }
}
