package trt.config;

/** Every setting, one record per section of {@code conf/default.json}. */
public record AppConfig(
    TelegramConfig telegram,
    KieConfig kie,
    DatabaseConfig database,
    RedisConfig redis,
    HttpConfig http,
    OpsConfig ops,
    UnitsConfig units,
    SupervisionConfig supervision,
    LeasesConfig leases,
    IngressConfig ingress,
    RoutingConfig routing,
    GenerationConfig generation,
    DeliveryConfig delivery,
    CleanupConfig cleanup,
    MoneyConfig money,
    PaymentsConfig payments,
    CatalogConfig catalog,
    TenantConfig tenant,
    AdminConfig admin,
    SupportConfig support,
    LogConfig log,
    PlaygroundConfig playground,
    ReloadConfig config,
    AccountsConfig accounts,
    RightsConfig rights) {}
