package zdaemon.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of whole-process tests: each test gets {@link Sandbox}, {@link Daemon} or {@link Site} as its parameter. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SandboxExtension.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
public @interface EndToEnd {
}
