package trt.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = TrtCommand.class.getPackage().getImplementationVersion();
    return new String[] {"trt-bot " + Optional.ofNullable(version).orElse("development")};
  }
}
