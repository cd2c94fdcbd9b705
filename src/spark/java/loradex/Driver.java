package loradex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.Function2;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Does what it is told through a stream of frames, one command after another, and tells what came of it. */
final class Driver {
  /** What a task is to do, with the slices of a table that it reads. */
  private record TaskInput(String spec, Partition[] slices) implements Serializable {}

  private interface TaskBody extends Serializable {
    String run(TaskInput input) throws Exception;
  }

  private final JavaSparkContext spark;
  private final Setup setup;
  private final DataInputStream commands;
  private final DataOutputStream answers;
  private Broadcast<String> plan;
  private TargetLock lock;
  private Table table;

  Driver(JavaSparkContext spark, DataInputStream commands, DataOutputStream answers) {
    this.spark = spark;
    this.setup = setupOf(spark);
    this.commands = commands;
    this.answers = answers;
  }

  static Setup setupOf(JavaSparkContext spark) {
    return new Setup(
        spark.hadoopConfiguration(),
        spark.sc().applicationId(),
        spark.getConf().get("spark.loradex.node", "node"),
        spark.getConf().get("spark.loradex.worker", "spark-worker.mjs"),
        spark.getConf().getInt("spark.loradex.nodeMemoryMb", 512));
  }

  /** Until the commands end; false when they ended without a word. */
  boolean serve() throws IOException {
    for (Frames.Frame frame; (frame = Frames.read(commands)) != null; ) {
      JsonNode command = Json.parse(frame.text());
      if (Json.text(command, "do").equals("end")) return true;
      try {
        if (lock != null && lock.lost() != null) throw lock.lost();
        tell('A', run(command).toString());
      } catch (Exception error) {
        String json = Failure.jsonIn(lock != null && lock.lost() != null ? lock.lost() : error);
        tell('X', json != null ? json : Json.object("problem", "spark", "message", wordsOf(error)).toString());
      }
    }
    return false;
  }

  private JsonNode run(JsonNode command) throws Exception {
    switch (Json.text(command, "do")) {
      case "hello":
        plan = spark.broadcast(Json.text(command, "plan"));
        return Json.object(
            "spark_version", spark.version(),
            "java_version", System.getProperty("java.version"),
            "master", spark.master(),
            "application", spark.sc().applicationId(),
            "cores", spark.defaultParallelism());
      case "lock":
        lock =
            TargetLock.take(
                setup,
                Json.text(command, "path"),
                Json.text(command, "target"),
                () -> spark.sc().cancelAllJobs());
        return Json.object();
      case "check-lock":
        lock.check();
        return Json.object();
      case "unlock":
        lock.close();
        lock = null;
        return Json.object();
      case "read-parts":
        {
          Setup setup = this.setup;
          Broadcast<String> plan = this.plan;
          Table table = tableOf(Json.text(command, "table"));
          TaskRows.Source source = table == null ? null : new TaskRows.Source(table.rows, table.schema);
          stage(
              command,
              table,
              task ->
                  ReadParts.run(
                      setup,
                      plan.value(),
                      task.spec,
                      source == null ? null : new TaskRows(source, task.slices)));
          return Json.object();
        }
      case "write-shards":
        {
          Setup setup = this.setup;
          Broadcast<String> plan = this.plan;
          stage(command, null, task -> WriteShard.run(setup, plan.value(), task.spec));
          return Json.object();
        }
      case "describe-table":
        return tableOf(Json.text(command, "table")).describe();
      case "find-repeats":
        return findRepeats(command);
      case "read":
        return read(command);
      case "write":
        return write(pathIn(command));
      case "list":
        return list(pathIn(command));
      case "stat":
        return describe(files(command).getFileStatus(pathIn(command)));
      case "exists":
        return Json.object("exists", files(command).exists(pathIn(command)));
      case "make-folder":
        return Json.object("made", files(command).mkdirs(pathIn(command)));
      case "remove":
        return Json.object("removed", files(command).delete(pathIn(command), true));
      case "rename":
        return Json.object(
            "renamed",
            files(command).rename(pathIn(command), new Path(Json.text(command, "to"))));
      default:
        throw new IOException("no such command: " + command);
    }
  }

  /** As it was when the driver first heard of it; null for no name. */
  private Table tableOf(String name) throws IOException {
    if (name == null) return null;
    if (table == null || !table.name.equals(name)) table = new Table(spark, name);
    return table;
  }

  /** One Spark job whose tasks are the specs; tells of each task when it has ended. */
  private void stage(JsonNode command, Table table, TaskBody body) throws Exception {
    name(command);
    List<TaskInput> specs = new ArrayList<>();
    for (JsonNode spec : command.get("specs")) {
      Partition[] slices = table == null ? null : table.slicesOf(spec.get("task").get("parts"));
      specs.add(new TaskInput(spec.toString(), slices));
    }
    if (specs.isEmpty()) return;
    RDD<TaskInput> rdd = spark.parallelize(specs, specs.size()).rdd();
    List<Object> partitions = new ArrayList<>();
    for (int at = 0; at < specs.size(); at++) partitions.add(at);
    LinkedBlockingQueue<String> results = new LinkedBlockingQueue<>();
    Thread telling = tellOf(results, Json.text(command, "markers"));
    Function2<TaskContext, Iterator<TaskInput>, String> run =
        (Function2<TaskContext, Iterator<TaskInput>, String> & Serializable)
            (task, mine) -> {
              try {
                return body.run(mine.next());
              } catch (RuntimeException error) {
                throw error;
              } catch (Exception error) {
                return Driver.<RuntimeException, String>raise(error);
              }
            };
    Function2<Object, String, BoxedUnit> take =
        (partition, result) -> {
          results.add(result);
          return BoxedUnit.UNIT;
        };
    try {
      spark
          .sc()
          .runJob(
              rdd,
              run,
              CollectionConverters.asScala(partitions).toSeq(),
              take,
              ClassTag$.MODULE$.apply(String.class));
    } finally {
      results.add("");
      telling.join();
    }
  }

  /**
   * Writes results down, where there is a folder for it, and tells them: from a thread of its own, as Spark's
   * scheduler does not wait.
   */
  private Thread tellOf(LinkedBlockingQueue<String> results, String markers) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (String each; !(each = results.take()).isEmpty(); ) {
                  if (markers != null) mark(markers, each);
                  tell('P', each);
                }
              } catch (IOException | InterruptedException gone) {
                spark.sc().cancelAllJobs();
              }
            },
            "loradex-results");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** A later driver takes the task as done. */
  private void mark(String folder, String result) throws IOException {
    Path path = new Path(folder, Json.parse(result).get("id").asInt() + ".done");
    try (OutputStream out = setup.files(path).create(path, true)) {
      out.write(result.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Java lets no lambda of Scala's throw what has to be declared. */
  @SuppressWarnings("unchecked")
  private static <Raised extends Throwable, Never> Never raise(Exception error) throws Raised {
    throw (Raised) error;
  }

  private JsonNode findRepeats(JsonNode command) throws Exception {
    name(command);
    Setup setup = this.setup;
    int buckets = command.get("buckets").asInt();
    String folder = Json.text(command, "folder");
    List<String> files = new ArrayList<>();
    command.get("keys").forEach(file -> files.add(file.asText()));
    ArrayNode losers = (ArrayNode) Json.parse("[]");
    if (files.isEmpty()) return Json.object("losers", losers);
    int writers = Math.min(files.size(), command.get("writers").asInt());
    PairFlatMapFunction<String, Integer, byte[]> cut = file -> FindRepeats.cut(setup, file, buckets);
    PairFlatMapFunction<Tuple2<Integer, Iterable<byte[]>>, Integer, byte[]> lose =
        bucket -> FindRepeats.losers(bucket._2());
    List<String> written =
        spark
            .parallelize(files, files.size())
            .flatMapToPair(cut)
            .groupByKey(new HashPartitioner(buckets))
            .flatMapToPair(lose)
            .groupByKey(new HashPartitioner(writers))
            .map(task -> FindRepeats.write(setup, folder, task._1(), task._2()))
            .collect();
    for (String each : written) losers.add(Json.parse(each));
    ObjectNode found = Json.object();
    found.set("losers", losers);
    return found;
  }

  /** What Spark's own pages call the stages. */
  private void name(JsonNode command) {
    String name = Json.text(command, "name");
    spark.setJobGroup("loradex", name, true);
    spark.setCallSite(name);
  }

  private JsonNode read(JsonNode command) throws IOException {
    try (FSDataInputStream in = files(command).open(pathIn(command))) {
      in.seek(command.path("at").asLong(0));
      Frames.copy(in, answers, 'D', command.path("bytes").asLong(Long.MAX_VALUE));
    }
    return Json.object();
  }

  private JsonNode write(Path path) throws IOException {
    IOException failed = null;
    OutputStream out = null;
    try {
      out = setup.files(path).create(path, true);
    } catch (IOException error) {
      failed = error;
    }
    for (Frames.Frame frame; ; ) {
      frame = Frames.read(commands);
      if (frame == null) throw new EOFException("data that is cut off");
      if (frame.kind() == NodeChild.END) break;
      try {
        if (failed == null) out.write(frame.bytes());
      } catch (IOException error) {
        failed = error;
      }
    }
    if (failed != null) throw failed;
    out.close();
    return Json.object();
  }

  /** What matches the pattern; the files of a folder that ends with a slash. */
  private JsonNode list(Path pattern) throws IOException {
    ArrayNode found = (ArrayNode) Json.parse("[]");
    FileStatus[] matching = setup.files(pattern).globStatus(pattern);
    if (matching != null) for (FileStatus each : matching) found.add(describe(each));
    ObjectNode answer = Json.object();
    answer.set("files", found);
    return answer;
  }

  private static ObjectNode describe(FileStatus status) {
    return Json.object(
        "path", status.getPath().toString(),
        "bytes", status.getLen(),
        "mtime_ms", status.getModificationTime(),
        "is_folder", status.isDirectory());
  }

  private static Path pathIn(JsonNode command) {
    return new Path(Json.text(command, "path"));
  }

  private FileSystem files(JsonNode command) throws IOException {
    return setup.files(pathIn(command));
  }

  private synchronized void tell(char kind, String text) throws IOException {
    Frames.write(answers, kind, text);
    answers.flush();
  }

  /** The first lines of what a person would look for in a log. */
  private static String wordsOf(Throwable error) {
    StringBuilder words = new StringBuilder();
    for (Throwable each = error; each != null && words.length() < 2000; each = each.getCause()) {
      if (!words.isEmpty()) words.append("; ");
      String text = String.valueOf(each);
      words.append(text, 0, Math.min(text.length(), 600));
    }
    return words.toString();
  }
}
