package loradex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;

/** Stage 1: a worker makes lines, keys and facts of some parts; this stores them. */
final class ReadParts {
  /** Bytes of a key: half of a SHA-256, and where the sample is: task, ordinal, row. */
  static final int KEY_BYTES = 32;

  private ReadParts() {}

  /** `rows`: of a table, which the worker asks for in place of files; null where there is none. */
  static String run(Setup setup, String plan, String specText, TaskRows rows) throws Exception {
    JsonNode spec = Json.parse(specText);
    int id = spec.get("id").asInt();
    AttemptFiles files =
        new AttemptFiles(setup, Json.text(spec, "folder"), String.format("%06d", id));
    Map<Character, Long> bytes = new HashMap<>();
    LinkedBlockingQueue<Frames.Frame> requests = new LinkedBlockingQueue<>();
    TaskContext task = TaskContext.get();
    try {
      NodeChild child = new NodeChild(setup, "task", "task " + id);
      String end =
          child.run(
              input -> {
                Frames.write(input, 'P', plan);
                Frames.write(input, 'T', spec.get("task").toString());
                input.flush();
                serve(setup, requests, input, task, rows);
              },
              frame -> {
                switch (frame.kind()) {
                  case 'L' -> files.out("lines-" + frame.bytes()[0]).write(frame.bytes(), 1, frame.bytes().length - 1);
                  case 'K' -> files.out("keys").write(frame.bytes());
                  case 'M' -> files.out("copies").write(frame.bytes());
                  case 'C' -> Frames.write(files.out("facts"), 'C', frame.bytes());
                  case 'R' -> requests.add(frame);
                  default -> throw new IOException("a frame of kind " + frame.kind());
                }
                bytes.merge(frame.kind(), (long) frame.bytes().length, Long::sum);
              },
              () -> requests.add(new Frames.Frame(NodeChild.END, new byte[0])));
      JsonNode said = Json.parse(end);
      check(id, said, "line_bytes", bytes.getOrDefault('L', 0L));
      check(id, said, "key_bytes", bytes.getOrDefault('K', 0L));
      check(id, said, "copy_bytes", bytes.getOrDefault('M', 0L));
      check(id, said, "fact_bytes", bytes.getOrDefault('C', 0L));
      ObjectNode result =
          Json.object("id", id, "files", files.close(), "attempt", TaskContext.get().attemptNumber());
      result.set("end", said);
      return result.toString();
    } catch (Throwable error) {
      files.discard();
      throw error;
    }
  }

  private static void check(int id, JsonNode said, String name, long arrived) throws IOException {
    long sent = said.get(name).asLong();
    if (sent == arrived) return;
    throw Failure.of(
        "bytes-lost",
        "task " + id + ": expected " + name + " " + sent + ", as END says, saw " + arrived,
        "Start the export again; report this as a bug if it comes back.",
        null);
  }

  /** Answers what the worker asks to read, until END comes. */
  private static void serve(
      Setup setup,
      LinkedBlockingQueue<Frames.Frame> requests,
      DataOutputStream input,
      TaskContext task,
      TaskRows rows)
      throws Exception {
    // What reads rows looks there for what it belongs to.
    TaskContext$.MODULE$.setTaskContext(task);
    Map<String, FSDataInputStream> open = new HashMap<>();
    try {
      for (; ; ) {
        Frames.Frame frame = requests.take();
        if (frame.kind() == NodeChild.END) return;
        JsonNode request = Json.parse(frame.text());
        if (rows != null && answerRows(request, rows, task, input)) {
          input.flush();
          continue;
        }
        String name = Json.text(request, "path");
        try {
          Path path = new Path(name);
          if (request.has("stat")) {
            var status = setup.files(path).getFileStatus(path);
            Frames.write(
                input,
                'A',
                Json.object("bytes", status.getLen(), "mtime_ms", status.getModificationTime())
                    .toString());
          } else {
            FSDataInputStream file = open.get(name);
            if (file == null) {
              for (FSDataInputStream other : open.values()) other.close();
              open.clear();
              open.put(name, file = setup.files(path).open(path));
            }
            byte[] bytes = new byte[request.get("bytes").asInt()];
            file.readFully(request.get("at").asLong(), bytes);
            Frames.write(input, 'D', bytes);
          }
        } catch (IOException error) {
          open.remove(name);
          Frames.write(input, 'X', String.valueOf(error.getMessage()));
        }
        input.flush();
      }
    } finally {
      for (FSDataInputStream file : open.values()) file.close();
    }
  }

  private static boolean answerRows(
      JsonNode request, TaskRows rows, TaskContext task, DataOutputStream input) throws IOException {
    if (request.has("schema")) {
      Frames.write(input, 'A', rows.schema());
      return true;
    }
    if (!request.has("rows")) return false;
    try {
      Frames.write(input, 'D', rows.next(request.get("rows").asInt(), task));
    } catch (IOException | RuntimeException error) {
      Frames.write(input, 'X', String.valueOf(error.getMessage()));
    }
    return true;
  }
}
