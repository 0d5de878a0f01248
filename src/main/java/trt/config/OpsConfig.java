package trt.config;

/** The port for operators: metrics and console. */
public record OpsConfig(
    @Setting("Address to listen on; loopback keeps it private.") String host,
    @Setting(value = "Port to listen on; 0 takes a free one.", min = 0, max = 65535) int port) {}
