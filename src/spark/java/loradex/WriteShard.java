package loradex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.BitSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/** Stage 3: the lines of a shard that stay, from the files of tasks that follow one another, go through a worker. */
final class WriteShard {
  private WriteShard() {}

  static String run(Setup setup, String plan, String specText) throws Exception {
    JsonNode spec = Json.parse(specText);
    int id = spec.get("id").asInt();
    AttemptFiles files =
        new AttemptFiles(setup, Json.text(spec, "folder"), Json.text(spec, "name"));
    long[] bytes = new long[1];
    long[] lines = new long[1];
    try {
      // Made even for a shard without lines.
      DataOutputStream out = files.out("shard");
      NodeChild child = new NodeChild(setup, "shard", "shard " + Json.text(spec, "name"));
      String end =
          child.run(
              input -> {
                Frames.write(input, 'P', plan);
                for (JsonNode segment : spec.get("segments")) lines[0] += feed(setup, segment, input);
                Frames.write(input, NodeChild.END, Json.object("records", lines[0]).toString());
              },
              frame -> {
                if (frame.kind() != 'B') throw new IOException("a frame of kind " + frame.kind());
                out.write(frame.bytes());
                bytes[0] += frame.bytes().length;
              },
              () -> {});
      ObjectNode said = (ObjectNode) Json.parse(end);
      if (said.get("bytes").asLong() != bytes[0] || said.get("records").asLong() != lines[0]) {
        throw Failure.of("bytes-lost",
            "shard " + id + ": expected " + lines[0] + " lines as END says, saw " + end,
            "Start the export again; report this as a bug if it comes back.", null);
      }
      ObjectNode result =
          Json.object("id", id, "file", files.close().get("shard"), "attempt", TaskContext.get().attemptNumber());
      result.set("end", said);
      return result.toString();
    } catch (Throwable error) {
      files.discard();
      throw error;
    }
  }

  /** Lines `from` up to `to` of those of a task and split that stay, in frames with their number. */
  private static long feed(Setup setup, JsonNode segment, DataOutputStream input)
      throws IOException {
    BitSet losers = losersIn(setup, Json.text(segment, "losers"));
    long from = segment.get("from").asLong();
    long to = segment.get("to").asLong();
    Path path = new Path(Json.text(segment, "lines"));
    byte[] chunk = new byte[Frames.CHUNK];
    ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    int count = 0;
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(setup.files(path).open(path), Frames.CHUNK))) {
      for (long kept = 0; kept < to; ) {
        int ordinal = in.readInt();
        int length = in.readInt();
        if (length < 0 || length > Frames.LONGEST) throw new EOFException("no line at all");
        if (losers.get(ordinal) || kept++ < from) {
          in.skipNBytes(length);
          continue;
        }
        Frames.copyExactly(in, gathered, length, chunk);
        count++;
        if (gathered.size() < Frames.CHUNK) continue;
        send(input, gathered, count);
        count = 0;
      }
    } catch (EOFException cause) {
      throw Failure.of("work-damaged", path + ": expected " + to + " lines that stay, saw fewer",
          "Start the export again with --restart.", cause);
    }
    send(input, gathered, count);
    return to - from;
  }

  private static void send(DataOutputStream input, ByteArrayOutputStream gathered, int count)
      throws IOException {
    if (count == 0) return;
    input.writeByte('L');
    input.writeInt(gathered.size() + 4);
    input.writeInt(count);
    gathered.writeTo(input);
    gathered.reset();
  }

  private static BitSet losersIn(Setup setup, String file) throws IOException {
    BitSet losers = new BitSet();
    if (file == null) return losers;
    Path path = new Path(file);
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(setup.files(path).open(path), Frames.CHUNK))) {
      byte[] loser = new byte[16];
      while (in.readNBytes(loser, 0, 16) == 16) {
        losers.set(java.nio.ByteBuffer.wrap(loser).getInt());
      }
    }
    return losers;
  }
}
