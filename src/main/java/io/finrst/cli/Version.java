package io.finrst.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version, which the build writes into the jar's manifest. */
final class Version implements IVersionProvider {

  static String text() {
    return "finrst " + number() + " (Java " + System.getProperty("java.version") + ")";
  }

  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
