package trt.config;

/** Size of one unit. */
public record UnitConfig(
    @Setting(
            value = "Verticle instances; more than twice the processor cores buys nothing. Live.",
            max = 64)
        int instances) {}
