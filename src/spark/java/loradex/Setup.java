package loradex;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;

/** What tasks need beside their own: where files are, what makes lines of records. */
final class Setup implements Serializable {
  private final SerializableConfiguration hadoop;
  /** By which Spark knows the driver. */
  final String application;
  /** As the user names it: a command, a path, or a path within an archive, which begins with a dot. */
  final String node;
  /** Name of the worker, as `--files` carries it. */
  final String worker;
  final int memoryMegabytes;

  Setup(Configuration hadoop, String application, String node, String worker, int memoryMegabytes) {
    this.hadoop = new SerializableConfiguration(hadoop);
    this.application = application;
    this.node = node;
    this.worker = worker;
    this.memoryMegabytes = memoryMegabytes;
  }

  /** Without the checksum files that Hadoop puts beside local ones. */
  FileSystem files(Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop.value());
    files.setWriteChecksum(false);
    files.setVerifyChecksum(false);
    return files;
  }

  Configuration configuration() {
    return hadoop.value();
  }

  /**
   * A name that no other attempt at the task has, not of an earlier driver's either, whose executors may still
   * be at it. Only names that a finished attempt told are used.
   */
  String attemptName(String name) {
    return name + "." + application + "-" + TaskContext.get().taskAttemptId();
  }
}
