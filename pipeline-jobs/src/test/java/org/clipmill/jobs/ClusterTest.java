package org.clipmill.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A standalone Spark cluster on loopback, a master and two workers in JVMs of their own, made of
 * nothing but the class path of the tests.
 */
final class ClusterTest {
  @TempDir Path folder;

  @Test
  void aClusterMakesTheBytesThatOneMachineMakes() throws IOException {
    PaintedSet set = new PaintedSet(folder);
    List<String> videos = set.paintGood(4);
    Path metadata = set.describe("all.json", videos);
    Path cluster = set.configure("cluster", metadata);
    Path local = set.configure("local", metadata);
    Map<String, String> environment = sparkHome();
    String url = "spark://127.0.0.1:" + freePort();
    try (Program master = master(url, environment);
        Program one = worker("one", url, environment);
        Program two = worker("two", url, environment)) {
      for (Program worker : List.of(one, two)) {
        worker.awaitThat(() -> worker.output().contains("Successfully registered with master"));
      }
      try (Program driver = driver(url, cluster, environment)) {
        assertEquals(0, driver.exitCode(), () -> driver.output() + master.output());
      }
      for (Program worker : List.of(one, two)) {
        assertTrue(worker.output().contains("Asked to launch executor"), worker.output());
      }
    }
    try (LocalPipeline pipeline = new LocalPipeline()) {
      pipeline.run(local);
    }
    Map<String, String> expected = Bytes.ofDataset(folder.resolve("local"));
    assertEquals(videos.size() + 1, expected.size(), expected.toString());
    assertEquals(expected, Bytes.ofDataset(folder.resolve("cluster")));
  }

  private Program master(String url, Map<String, String> environment) {
    return Program.start(
        folder.resolve("master.log"),
        environment,
        List.of("-Xmx512m"),
        Master.class,
        "--host",
        "127.0.0.1",
        "--port",
        url.substring(url.lastIndexOf(':') + 1),
        "--webui-port",
        "0");
  }

  private Program worker(String name, String url, Map<String, String> environment) {
    return Program.start(
        folder.resolve(name + ".log"),
        environment,
        List.of("-Xmx512m"),
        Worker.class,
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--webui-port",
        "0",
        "--cores",
        "1",
        "--memory",
        "2g",
        "--work-dir",
        folder.resolve(name).toString(),
        url);
  }

  private Program driver(String url, Path settings, Map<String, String> environment) {
    return Program.start(
        folder.resolve("driver.log"),
        environment,
        List.of(
            "-Xmx1g",
            "-Dspark.executor.cores=1",
            "-Dspark.executor.memory=900m",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.executor.extraJavaOptions=-Dai.djl.offline=true",
            "-Dspark.executor.extraClassPath=" + String.join(File.pathSeparator, classFolders())),
        Main.class,
        "run",
        "--master",
        url,
        "--conf",
        settings.toString(),
        "--set",
        "run.rows-per-task=1");
  }

  /** Makes a Spark home of links to jars; gives the environment that names it. */
  private Map<String, String> sparkHome() throws IOException {
    Path home = folder.resolve("spark-home");
    Path jars = Files.createDirectories(home.resolve("jars"));
    int number = 0;
    for (String entry : classPath()) {
      Path jar = Path.of(entry);
      if (Files.isRegularFile(jar)) {
        Files.createSymbolicLink(jars.resolve(number++ + "-" + jar.getFileName()), jar);
      }
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("SPARK_HOME", home.toString());
    environment.put("SPARK_SCALA_VERSION", "2.13");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return environment;
  }

  /** Gives the folders of classes on the class path: the modules of this build. */
  private static List<String> classFolders() {
    List<String> folders = new ArrayList<>(classPath());
    folders.removeIf(entry -> !Files.isDirectory(Path.of(entry)));
    return folders;
  }

  private static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
