package loradex;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * One driver at a time for a target: a file that names its owner, who writes it anew all the time. One that
 * stays as it is was left by a driver that has ended. No clocks are compared, as machines disagree about them.
 */
final class TargetLock implements AutoCloseable {
  private static final long BEAT_MS = 2000;
  /** A file that says the same for so long is left: an owner may be slow, but not as slow as that. */
  private static final long PATIENCE_MS = 20_000;
  private static final long LOOK_MS = 250;
  /** Not every file system makes a file for one of two only: the later one is seen by then. */
  private static final long SETTLE_MS = 1000;
  /** Before Hadoop closes its file systems. */
  private static final int HOOK_PRIORITY = 60;

  private final Setup setup;
  private final Path path;
  private final String target;
  private final String token = UUID.randomUUID().toString();
  private final String since = Instant.now().toString();
  private final Runnable onLost;
  private final Runnable hook = this::release;
  private long beats;
  private volatile boolean isHeld;
  private volatile Failure lost;

  private TargetLock(Setup setup, Path path, String target, Runnable onLost) {
    this.setup = setup;
    this.path = path;
    this.target = target;
    this.onLost = onLost;
  }

  /** Waits for an owner that says nothing; fails at once where one is alive. */
  static TargetLock take(Setup setup, String path, String target, Runnable onLost)
      throws IOException, InterruptedException {
    TargetLock lock = new TargetLock(setup, new Path(path), target, onLost);
    lock.take();
    return lock;
  }

  private void take() throws IOException, InterruptedException {
    while (!make()) removeLeft();
    isHeld = true;
    ShutdownHookManager.get().addShutdownHook(hook, HOOK_PRIORITY);
    Thread beating = new Thread(this::beat, "loradex-lock");
    beating.setDaemon(true);
    beating.start();
  }

  private boolean make() throws IOException, InterruptedException {
    try {
      write(false);
    } catch (FileAlreadyExistsException | org.apache.hadoop.ipc.RemoteException taken) {
      if (read() == null && !(taken instanceof FileAlreadyExistsException)) throw taken;
      return false;
    }
    if (!path.getFileSystem(setup.configuration()).getScheme().equals("hdfs")) {
      Thread.sleep(SETTLE_MS);
    }
    return isOwn(read());
  }

  /** Takes the file away when it stays as it is. */
  private void removeLeft() throws IOException, InterruptedException {
    String seen = read();
    for (long waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      Thread.sleep(LOOK_MS);
      String now = read();
      if (now == null) return;
      if (!now.equals(seen) && !now.isEmpty()) throw taken(now);
    }
    FileSystem files = setup.files(path);
    Path aside = path.suffix("." + token);
    if (!files.rename(path, aside)) return;
    String moved = read(aside);
    if (seen != null && !seen.equals(moved)) {
      // Somebody was faster: it is not the one that was left.
      files.rename(aside, path);
      throw taken(moved);
    }
    files.delete(aside, false);
  }

  private void beat() {
    while (isHeld) {
      try {
        Thread.sleep(BEAT_MS);
        synchronized (this) {
          if (!isHeld) return;
          check();
          write(true);
        }
      } catch (Failure gone) {
        onLost.run();
        return;
      } catch (IOException | InterruptedException error) {
        System.err.println("loradex: cannot write " + path + ": " + error.getMessage());
      }
    }
  }

  /** Looks whether it still is ours. */
  synchronized void check() throws IOException {
    if (lost != null) throw lost;
    String seen = read();
    if (isOwn(seen)) return;
    isHeld = false;
    lost =
        seen == null
            ? failure("a lock that is gone: " + path, "Start the export again with --resume.", null)
            : taken(seen);
    throw lost;
  }

  /** Undefined (null) while it is held. */
  Failure lost() {
    return lost;
  }

  private void release() {
    synchronized (this) {
      if (!isHeld) return;
      isHeld = false;
      try {
        if (isOwn(read())) setup.files(path).delete(path, false);
      } catch (IOException | RuntimeException error) {
        System.err.println("loradex: cannot remove " + path + ": " + error.getMessage());
      }
    }
  }

  @Override
  public void close() {
    release();
    ShutdownHookManager.get().removeShutdownHook(hook);
  }

  private void write(boolean replaces) throws IOException {
    String text =
        Json.object(
                "token", token,
                "application", setup.application,
                "host", InetAddress.getLocalHost().getHostName(),
                "pid", ProcessHandle.current().pid(),
                "since", since,
                "beats", beats++)
            .toString();
    try (OutputStream out = setup.files(path).create(path, replaces)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String read() throws IOException {
    return read(path);
  }

  /** Null where there is no file; what has just been begun is empty. */
  private String read(Path from) throws IOException {
    try (InputStream in = setup.files(from).open(from)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException none) {
      return null;
    }
  }

  private boolean isOwn(String text) {
    return text != null && text.contains(token);
  }

  private Failure taken(String owner) {
    JsonNode by = null;
    try {
      by = Json.parse(owner);
    } catch (IOException | IllegalArgumentException cutOff) {
      // Its owner is writing it.
    }
    String who =
        by == null || !by.isObject()
            ? "another one"
            : "the application " + Json.text(by, "application") + " on " + Json.text(by, "host")
                + ", process " + Json.text(by, "pid") + ", since " + Json.text(by, "since");
    return failure(
        who,
        "Wait until it has ended, or name another folder with --out. One that has ended without a word"
            + " counts no more after " + PATIENCE_MS / 1000 + " s, or when " + path + " is removed.",
        by);
  }

  private Failure failure(String seen, String hint, JsonNode owner) {
    return new Failure(
        Json.object(
                "problem", "locked",
                "message", target + ": expected no other driver that exports to it, saw " + seen,
                "hint", hint,
                "target", target,
                "pid", owner == null ? 0 : owner.path("pid").asLong())
            .toString());
  }
}
