package trt.config;

/** Whose bot this is. */
public record TenantConfig(
    @Setting(
            value = "Users, money and jobs of two partners that share a database never meet.",
            pattern = "[a-z0-9][a-z0-9_-]{0,31}",
            expected = "1 to 32 of a-z 0-9 _ -")
        String partnerId) {}
