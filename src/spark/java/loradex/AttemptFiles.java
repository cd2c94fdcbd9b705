package loradex;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that one attempt at a task writes. Of an attempt that fails, none stays. */
final class AttemptFiles {
  private record Open(Path path, DataOutputStream out) {}

  private final Setup setup;
  private final String folder;
  private final String name;
  private final Map<String, Open> open = new LinkedHashMap<>();

  AttemptFiles(Setup setup, String folder, String name) {
    this.setup = setup;
    this.folder = folder;
    this.name = setup.attemptName(name);
  }

  /** The file of that ending, made when it is first asked for. */
  DataOutputStream out(String ending) throws IOException {
    Open known = open.get(ending);
    if (known != null) return known.out;
    Path path = new Path(folder, name + "." + ending);
    FileSystem files = setup.files(path);
    // The folder is gone once the run is over: an attempt that nobody waits for must not make it again.
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                files.createNonRecursive(
                    path, true, Frames.CHUNK, files.getDefaultReplication(path),
                    files.getDefaultBlockSize(path), null),
                Frames.CHUNK));
    open.put(ending, new Open(path, out));
    return out;
  }

  /** Closes all; gives their paths by ending. */
  Map<String, String> close() throws IOException {
    Map<String, String> paths = new LinkedHashMap<>();
    for (Map.Entry<String, Open> each : open.entrySet()) {
      each.getValue().out.close();
      paths.put(each.getKey(), each.getValue().path.toString());
    }
    return paths;
  }

  void discard() {
    for (Open each : open.values()) {
      try {
        each.out.close();
      } catch (IOException | RuntimeException error) {
        // What matters is that it goes.
      }
      try {
        setup.files(each.path).delete(each.path, false);
      } catch (IOException | RuntimeException error) {
        System.err.println("loradex: cannot remove " + each.path + ": " + error.getMessage());
      }
    }
  }
}
