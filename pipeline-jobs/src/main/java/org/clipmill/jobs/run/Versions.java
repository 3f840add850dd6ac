package org.clipmill.jobs.run;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.clipmill.udfs.NativeVersions;

/** What made a table: names and versions of programs. */
final class Versions {
  private Versions() {}

  static Map<String, String> all(SparkSession spark) {
    Map<String, String> versions = new TreeMap<>(NativeVersions.all());
    versions.put("clipmill", ofClipmill());
    versions.put("java", Runtime.version().toString());
    versions.put("spark", spark.version());
    return versions;
  }

  private static String ofClipmill() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
