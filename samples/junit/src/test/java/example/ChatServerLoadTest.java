package example;

import static io.llmloadtest.junit.LoadTestAssertions.assertThat;

import io.llmloadtest.junit.LoadTestExtension;
import io.llmloadtest.library.LoadTest;
import io.llmloadtest.library.Result;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Starts a server, and holds it to what it promises. Run folders are left in target/llm-loadtest. */
class ChatServerLoadTest {

    static Simulator server;

    @BeforeAll
    static void startServer() throws Exception {
        server = Simulator.start(SimulatorConfig.builder().build());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @RegisterExtension
    static final LoadTestExtension LOAD = LoadTestExtension.of(() -> LoadTest.against(server.baseUri()));

    @Test
    void eightAtATimeWaitNoLongerThanPromised(LoadTest load) throws Exception {
        Result result = load.concurrency(8).requests(100).outputTokens(16).run();

        // On a machine of your own: .isPassed(), which also needs the timings of client and server to agree.
        assertThat(result).hasNoFailedRequests().hasTtftP95Below(Duration.ofSeconds(2))
                .hasTpotMeanBelow(Duration.ofMillis(200)).hasNoFinding("unexplained-difference")
                .hasNoFinding("foreign-traffic");
    }
}
