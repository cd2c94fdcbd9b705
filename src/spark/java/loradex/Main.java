package loradex;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The driver of an export. Without arguments it takes its commands from stdin, from who has submitted it; with
 * `plan.json OUT` it starts a worker that gives them.
 */
public final class Main {
  /** Before the first frame: whatever Spark has printed by then comes before it. */
  private static final byte[] GREETING = "\nloradex-driver\n".getBytes(StandardCharsets.UTF_8);

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    OutputStream stdout = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    int status;
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf())) {
      status =
          arguments.length == 0
              ? serve(spark, new FileInputStream(FileDescriptor.in), stdout)
              : direct(spark, arguments);
    }
    if (status != 0) System.exit(status);
  }

  private static int serve(JavaSparkContext spark, InputStream in, OutputStream out)
      throws IOException {
    DataOutputStream answers = new DataOutputStream(new BufferedOutputStream(out, Frames.CHUNK));
    answers.write(GREETING);
    answers.flush();
    DataInputStream commands = new DataInputStream(new BufferedInputStream(in, Frames.CHUNK));
    return new Driver(spark, commands, answers).serve() ? 0 : 1;
  }

  private static int direct(JavaSparkContext spark, String[] arguments) throws Exception {
    Process child = NodeChild.start(Driver.setupOf(spark), "drive", Arrays.asList(arguments), true);
    try {
      boolean isDone = serve(spark, child.getInputStream(), child.getOutputStream()) == 0;
      int status = child.waitFor();
      return isDone ? status : Math.max(status, 1);
    } finally {
      child.destroy();
    }
  }
}
