package zdaemon;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the sections of the behaviour page that a test would fail for. On a class it holds for all its tests but those
 * that have one of their own.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Behaviour {
    /** At least one. */
    Paragraph[] value();
}
