package trt.config;

import org.jspecify.annotations.Nullable;

/** Where users turn to. */
public record SupportConfig(
    @Setting("Shown in /help and /paysupport, for example @name.") @Nullable String contact) {}
