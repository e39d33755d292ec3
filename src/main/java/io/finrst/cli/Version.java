package io.finrst.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version, which the build writes into the jar's manifest. */
final class Version implements IVersionProvider {

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    String packaged = version == null ? "(unpackaged)" : version;
    return "finrst " + packaged + " (Java " + System.getProperty("java.version") + ")";
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
