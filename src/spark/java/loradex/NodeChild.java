package loradex;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;

/** One worker under Node, for one attempt at a task. It ends with an END frame, or it has failed. */
final class NodeChild {
  static final char END = 'E';
  static final char FAILED = 'X';

  interface Feed {
    void to(DataOutputStream input) throws Exception;
  }

  interface OnFrame {
    void take(Frames.Frame frame) throws Exception;
  }

  private static final Pattern NODE = Pattern.compile("v(\\d{1,4})\\.(\\d{1,4})\\.\\S+");
  private static final int LAST_WORDS = 4096;
  private static final long LAST_WORDS_MS = 2000;
  private static final long WATCH_MS = 50;

  private final Setup setup;
  private final String label;
  private final Process process;
  private final StringBuilder lastWords = new StringBuilder();

  NodeChild(Setup setup, String mode, String label) throws IOException {
    this.setup = setup;
    this.label = label;
    this.process = start(setup, mode, List.of(), false);
    watch(TaskContext.get());
  }

  /** Feeds the worker in one thread and takes its frames in this one; gives what END says. */
  String run(Feed feed, OnFrame onFrame, Runnable onEnd) throws Exception {
    Exception[] unfed = new Exception[1];
    Thread feeding =
        daemon(
            "loradex-input",
            () -> {
              try (DataOutputStream input =
                  new DataOutputStream(
                      new BufferedOutputStream(process.getOutputStream(), Frames.CHUNK))) {
                feed.to(input);
              } catch (Exception error) {
                unfed[0] = error;
              }
            });
    Thread listening = daemon("loradex-words", this::listen);
    String end = null;
    String broken = null;
    boolean hasClosed = false;
    try (DataInputStream output =
        new DataInputStream(new BufferedInputStream(process.getInputStream(), Frames.CHUNK))) {
      for (Frames.Frame frame; (frame = Frames.read(output)) != null; ) {
        if (end != null) throw new IOException("a frame behind END");
        if (frame.kind() == FAILED) throw new Failure(frame.text());
        if (frame.kind() == END) {
          end = frame.text();
          onEnd.run();
        } else {
          onFrame.take(frame);
        }
      }
      hasClosed = true;
    } catch (Failure failure) {
      throw failure;
    } catch (IOException error) {
      broken = error.getMessage();
    } finally {
      // To destroy it is to lose what it is still saying.
      boolean isGone = hasClosed && process.waitFor(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
      if (end == null && !isGone) process.destroyForcibly();
    }
    int status = process.waitFor();
    if (end != null && status == 0) {
      feeding.join();
      listening.join(LAST_WORDS_MS);
      if (broken == null && unfed[0] == null) return end;
    }
    feeding.interrupt();
    listening.join(LAST_WORDS_MS);
    if (unfed[0] instanceof Failure failure) throw failure;
    throw died(status, end, broken, unfed[0]);
  }

  private Failure died(int status, String end, String broken, Exception unfed) throws IOException {
    // From 128 on, Node has been ended by a signal.
    StringBuilder seen = new StringBuilder("exit " + status);
    if (status > 128) seen.append(" (signal ").append(status - 128).append(')');
    if (end == null) seen.append(", no END frame");
    if (broken != null) seen.append(", ").append(broken);
    if (unfed != null && end != null) seen.append(", its input failed: ").append(unfed.getMessage());
    synchronized (lastWords) {
      if (!lastWords.isEmpty()) seen.append("; it said: ").append(lastWords.toString().strip());
    }
    String old = end == null && status == 1 ? oldNode(setup) : null;
    if (old != null) return noNode("Node 20.19 or newer for the worker", "Node " + old, unfed);
    TaskContext task = TaskContext.get();
    String attempt = task == null ? "" : ", attempt " + task.attemptNumber();
    return Failure.of(
        "worker-died",
        label + attempt + " on " + host() + ": expected the worker to finish it, saw " + seen,
        status == 137
            ? "Raise spark.executor.memoryOverhead if the container was short of memory: Node is outside the heap."
            : "Look at what the worker said, and at the log of the executor.",
        unfed);
  }

  private void listen() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line; (line = reader.readLine()) != null; ) {
        System.err.println("[loradex " + label + "] " + line);
        synchronized (lastWords) {
          lastWords.append(line).append('\n');
          if (lastWords.length() > LAST_WORDS) lastWords.delete(0, lastWords.length() - LAST_WORDS);
        }
      }
    } catch (IOException gone) {
      // The process has ended.
    }
  }

  /**
   * Ends the worker with its attempt. The thread of a task that was killed may wait for the worker: it
   * does not run what the task has asked for at its end.
   */
  private void watch(TaskContext task) {
    if (task == null) return;
    daemon(
        "loradex-watch",
        () -> {
          try {
            while (!process.waitFor(WATCH_MS, TimeUnit.MILLISECONDS)) {
              if (task.isInterrupted() || task.isCompleted()) {
                process.destroyForcibly();
                return;
              }
            }
          } catch (InterruptedException ended) {
            process.destroyForcibly();
          }
        });
  }

  /** `inherits`: what it says on stderr goes where ours goes. */
  static Process start(Setup setup, String mode, List<String> arguments, boolean inherits)
      throws IOException {
    String node = shipped(setup.node);
    List<String> command = new ArrayList<>();
    command.add(node);
    command.add("--max-old-space-size=" + setup.memoryMegabytes);
    command.add(shipped("./" + setup.worker));
    command.add(mode);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    if (inherits) builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("NODE_"));
    try {
      return builder.start();
    } catch (IOException cause) {
      throw noNode("to start \"" + node + "\"", cause.getMessage(), cause);
    }
  }

  private static Failure noNode(String expected, String seen, Exception cause) {
    return Failure.of(
        "no-node",
        host() + ": expected " + expected + ", saw " + seen,
        "Put Node 20.19 or newer on the executors, or ship it: --spark-conf"
            + " spark.archives=node.tgz#node --spark-conf spark.loradex.node=./node/bin/node",
        cause);
  }

  /** The version of a Node that is too old for the worker; null for another one. What it says at its end may be cut off. */
  private static String oldNode(Setup setup) throws IOException {
    Process asked = new ProcessBuilder(shipped(setup.node), "--version").start();
    String said = new String(asked.getInputStream().readNBytes(LAST_WORDS), StandardCharsets.UTF_8);
    asked.destroy();
    Matcher version = NODE.matcher(said.strip());
    if (!version.matches()) return null;
    int number = Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2));
    return number < 20_019 ? said.strip() : null;
  }

  /**
   * `--files` and `--archives` put things into the folder of an executor; in local mode, and for a driver, they
   * are where SparkFiles says.
   */
  private static String shipped(String name) {
    if (!name.startsWith("./")) return name;
    File here = new File(name);
    if (here.isFile()) return here.getAbsolutePath();
    return new File(SparkFiles.getRootDirectory(), name.substring(2)).getAbsolutePath();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unknown) {
      return "this host";
    }
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
