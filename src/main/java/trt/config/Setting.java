package trt.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What one setting means and which values it takes. The only place for both: the reference in
 * {@code docs/configuration.md} and the problems an operator reads are made from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** Meaning, with the consequence of changing it. */
  String value();

  /** Least number. Durations and decimals must always be more than nothing. */
  long min() default 1;

  /** Largest number. */
  long max() default Integer.MAX_VALUE;

  /** Regular expression for a text or secret; none when empty. */
  String pattern() default "";

  /** The pattern in words. */
  String expected() default "";
}
