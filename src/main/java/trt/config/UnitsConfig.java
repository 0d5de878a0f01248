package trt.config;

/** How many verticle instances each unit has. Changes take effect while running. */
public record UnitsConfig(
    UnitConfig ingress,
    UnitConfig routing,
    UnitConfig generation,
    UnitConfig delivery,
    UnitConfig cleanup,
    UnitConfig ops) {}
