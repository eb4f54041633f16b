package io.llmloadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.kernel.RealTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How urgently event loops run, as the system tells it. */
class UrgencyTest {

    private static final String ORDINARY = "0";
    private static final String ROUND_ROBIN = "2";

    /** Threads that such a thread starts are ordinary: the JVM's compiler must not run before everything else. */
    @Test
    void realTimePriorityIsNotHandedOn() {
        assumeThat(Urgency.best()).isEqualTo(Urgency.REAL_TIME);
        CompletableFuture<List<String>> policies = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            boolean granted = RealTime.ask();
            String own = policy();
            Thread.ofPlatform().start(() -> policies.complete(List.of(granted + " " + own, policy())));
        });
        assertThat(policies.join()).containsExactly("true " + ROUND_ROBIN, ORDINARY);
    }

    @ParameterizedTest
    @EnumSource(ClientClock.class)
    void theLoopRunsAsUrgentlyAsItWasTold(ClientClock clock) throws Exception {
        assumeThat(Urgency.best()).isEqualTo(Urgency.REAL_TIME);
        try (Transport transport = clock.open(Target.plain("127.0.0.1", 9), ConnectionPolicy.pool(),
                System::nanoTime)) {
            assertThat(policyOfLoop(transport)).isEqualTo(ORDINARY);
            transport.run(Urgency.NORMAL);
            assertThat(policyOfLoop(transport)).isEqualTo(ORDINARY);
            transport.run(Urgency.REAL_TIME);
            assertThat(policyOfLoop(transport)).isEqualTo(ROUND_ROBIN);
        }
    }

    private static String policyOfLoop(Transport transport) {
        CompletableFuture<String> policy = new CompletableFuture<>();
        transport.send(new WireRequest("a", "/", new byte[0], true, Tick.ZERO, Duration.ofSeconds(5)),
                _ -> policy.complete(policy()));
        return policy.join();
    }

    /** The 41st field of the calling thread's stat, proc_pid_stat(5); the second is a name in parentheses. */
    private static String policy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[41 - 3];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
