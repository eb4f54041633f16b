package io.llmloadtest.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.llmloadtest.library.LoadTest;
import io.llmloadtest.library.Result;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs classes with the extension in an engine of their own. */
class LoadTestExtensionTest {

    private static boolean inside;
    private static String url = "";
    private static Path folder = Path.of("");

    /** A runner that looks for tests everywhere finds the classes below, too: they are for the inner engine only. */
    static boolean inside() {
        return inside;
    }

    @BeforeEach
    void openInner() {
        inside = true;
    }

    @AfterEach
    void closeInner() {
        inside = false;
    }

    @EnabledIf("io.llmloadtest.junit.LoadTestExtensionTest#inside")
    @LoadTested(runs = "target/extension-test")
    static class FromTheParameter {
        @Test
        void aLoad(LoadTest load) throws InterruptedException {
            folder = load.requests(3).inputTokens(48).outputTokens(4).run().folder();
        }

        @Test
        void nothing() {
            // takes no load test and leaves none
        }
    }

    @EnabledIf("io.llmloadtest.junit.LoadTestExtensionTest#inside")
    static class FromASupplier {
        @RegisterExtension
        static final LoadTestExtension LOAD = LoadTestExtension
                .of(() -> LoadTest.against(url).requests(2).inputTokens(48).outputTokens(4));

        @Test
        void aLoad(LoadTest load) throws InterruptedException {
            Result result = load.run();
            folder = result.folder();
            assertThat(result.levels().getFirst().requests()).isEqualTo(2);
        }
    }

    @Test
    void aMethodGetsATestOfTheConfiguredServerAndReportsItsRunFolder() throws Exception {
        try (Simulator server = server()) {
            EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                    .configurationParameter(LoadTestExtension.SERVER, server.baseUri().toString())
                    .selectors(selectClass(FromTheParameter.class)).execute();
            results.testEvents().assertStatistics(counts -> counts.succeeded(2).failed(0));
            assertThat(folder).hasParent(Path.of("target/extension-test/FromTheParameter/aLoad").toAbsolutePath());
            assertThat(results.testEvents().reportingEntryPublished().stream().map(Event::getPayload)
                    .map(Object::toString)).singleElement().asString().contains(folder.toString());
            assertThat(server.truth().completedRequests()).as("one of them warm-up").isEqualTo(4);
        }
    }

    @Test
    void aSupplierIsAskedWhenTheServerIsThere() throws Exception {
        try (Simulator server = server()) {
            url = server.baseUri().toString();
            EngineTestKit.engine("junit-jupiter").selectors(selectClass(FromASupplier.class)).execute().testEvents()
                    .assertStatistics(counts -> counts.succeeded(1).failed(0));
            assertThat(folder).hasParent(Path.of("target/llm-loadtest/FromASupplier/aLoad").toAbsolutePath());
        }
    }

    @Test
    void withoutAServerTheTestFailsAndSaysWhatToGive() {
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(FromTheParameter.class)).execute().testEvents()
                .assertStatistics(counts -> counts.succeeded(1).failed(1)).failed().stream()
                .forEach(event -> assertThat(event.getPayload().toString()).contains("@LoadTested(server = ")
                        .contains(LoadTestExtension.SERVER));
    }

    private static Simulator server() throws Exception {
        return Simulator.start(SimulatorConfig.builder().stepTime(Duration.ofMillis(1)).build());
    }
}
