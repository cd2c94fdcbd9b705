import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS with two data nodes, and YARN with a node of 4 GB, in one process on this machine. Writes `conf` into
 * the folder that it is given, says `hdfs://…`, then copies: `put LOCAL PATH`, `get PATH LOCAL`, a line each,
 * answered by `done`; ends with its input.
 */
public final class MiniCluster {
  public static void main(String[] arguments) throws Exception {
    File folder = new File(arguments[0]).getAbsoluteFile();
    System.setProperty("test.build.data", folder.getPath());
    System.setProperty("test.build.dir", folder.getPath());
    YarnConfiguration conf = new YarnConfiguration();
    conf.set("hdfs.minidfs.basedir", new File(folder, "hdfs").getPath());
    MiniDFSCluster dfs = new MiniDFSCluster.Builder(conf).numDataNodes(2).build();
    dfs.waitActive();
    URI root = dfs.getURI();
    conf.set("fs.defaultFS", root.toString());
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.5");
    conf.set("yarn.scheduler.minimum-allocation-mb", "256");
    conf.set("yarn.nodemanager.vmem-check-enabled", "false");
    conf.set("yarn.nodemanager.disk-health-checker.enable", "false");
    MiniYARNCluster yarn = new MiniYARNCluster("yarn", 1, 1, 1, 1);
    yarn.init(conf);
    yarn.start();
    File confFolder = new File(folder, "conf");
    confFolder.mkdirs();
    Configuration written = new Configuration(yarn.getConfig());
    // A class of the tests of Hadoop.
    written.unset("net.topology.node.switch.mapping.impl");
    for (String name : List.of("core-site.xml", "yarn-site.xml")) {
      try (FileOutputStream out = new FileOutputStream(new File(confFolder, name))) {
        written.writeXml(out);
      }
    }
    System.out.println(root);
    FileSystem files = dfs.getFileSystem();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = input.readLine()) != null; ) {
      String[] words = line.split(" ");
      if (words[0].equals("put")) files.copyFromLocalFile(new Path(words[1]), new Path(words[2]));
      else files.copyToLocalFile(false, new Path(words[1]), new Path(words[2]), true);
      System.out.println("done");
    }
    yarn.stop();
    dfs.shutdown();
    System.exit(0);
  }
}
