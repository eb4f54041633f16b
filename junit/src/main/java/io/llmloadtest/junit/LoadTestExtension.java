package io.llmloadtest.junit;

import io.llmloadtest.library.LoadTest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods a {@link LoadTest}. For a server whose address is known beforehand {@link LoadTested} is enough; for one that
 * the test itself starts:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LoadTestExtension LOAD = LoadTestExtension.of(() -> LoadTest.against(server.baseUri()).inputTokens(128));
 * }</pre>
 */
public final class LoadTestExtension implements ParameterResolver, AfterEachCallback {

    /** The configuration parameter, or system property, that names the server. */
    public static final String SERVER = "llm-loadtest.server";

    /** Where run folders go when nobody says another place. */
    static final String RUNS = "target/llm-loadtest";

    private final Optional<Supplier<LoadTest>> base;

    /** For {@link LoadTested}. */
    public LoadTestExtension() {
        base = Optional.empty();
    }

    private LoadTestExtension(Supplier<LoadTest> base) {
        this.base = Optional.of(base);
    }

    /** Test methods get what {@code base} gives, asked for each of them anew, with a place for its run folders. */
    public static LoadTestExtension of(Supplier<LoadTest> base) {
        return new LoadTestExtension(base);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LoadTest.class;
    }

    @Override
    public LoadTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RunShelf shelf = RunShelf.of(context, runs(context));
        shelf.remember();
        return base.map(Supplier::get).orElseGet(() -> LoadTest.against(server(context))).runsIn(shelf.folder());
    }

    /** Tells where the runs of the test are. */
    @Override
    public void afterEach(ExtensionContext context) {
        RunShelf.of(context, runs(context)).added()
                .forEach(run -> context.publishReportEntry("llm-loadtest run folder", run.toString()));
    }

    private static Path runs(ExtensionContext context) {
        return Path.of(annotation(context).map(LoadTested::runs).orElse(RUNS)).toAbsolutePath();
    }

    private static String server(ExtensionContext context) {
        return annotation(context).map(LoadTested::server).filter(url -> !url.isEmpty())
                .or(() -> context.getConfigurationParameter(SERVER))
                .orElseThrow(() -> new ParameterResolutionException("no server to test: give @LoadTested(server = "
                        + "\"http://127.0.0.1:8000\") or set the system property " + SERVER));
    }

    /** That of the method, else of its class or the nearest class around it. */
    private static Optional<LoadTested> annotation(ExtensionContext context) {
        Optional<LoadTested> found = context.getTestMethod().map(method -> method.getAnnotation(LoadTested.class));
        Optional<Class<?>> type = context.getTestClass();
        while (found.isEmpty() && type.isPresent()) {
            found = type.map(each -> each.getAnnotation(LoadTested.class));
            type = type.map(Class::getEnclosingClass);
        }
        return found;
    }
}
