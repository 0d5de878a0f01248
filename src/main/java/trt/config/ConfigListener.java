package trt.config;

/** Hears the changes that take effect while running. Called on the context of the watch. */
public interface ConfigListener {
  /** A unit shall have this many instances. */
  void instancesChanged(String unit, int instances);

  /** Prices, markup, menu or free quota are others from now on; called once for all of them. */
  void salesChanged(CatalogConfig catalog, MoneyConfig money);

  /** The log shall be written from this level on. */
  void levelChanged(LogConfig.Level level);
}
