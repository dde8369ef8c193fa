package zdaemon.e2e;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes a test's sandbox, shows what went on in it when the test fails, and closes it. */
final class SandboxExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Sandbox.class || type == Daemon.class || type == Site.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Sandbox sandbox = store(context).getOrComputeIfAbsent(Sandbox.class, key -> new Sandbox(), Sandbox.class);
        Class<?> type = parameter.getParameter().getType();
        return type == Sandbox.class ? sandbox : type == Site.class ? new Site(sandbox) : new Daemon(sandbox);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Sandbox sandbox = store(context).remove(Sandbox.class, Sandbox.class);
        if (sandbox != null) {
            String journal = sandbox.journal();
            try {
                sandbox.close();
            } catch (AssertionError left) {
                throw new AssertionError(left.getMessage() + journal, left);
            } finally {
                context.getExecutionException().ifPresent(failure -> System.err.println(
                        "--- " + context.getUniqueId() + " failed: " + failure + "\n" + journal));
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Remains.assertNoProcessOfTheRun();
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(SandboxExtension.class, context.getUniqueId()));
    }
}
