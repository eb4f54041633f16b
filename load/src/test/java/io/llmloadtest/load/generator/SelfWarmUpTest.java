package io.llmloadtest.load.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.wire.ConnectionPolicy;
import io.llmloadtest.wire.NettyTransport;
import io.llmloadtest.wire.Target;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SelfWarmUpTest {

    @Test
    void theRealTransportTakesTheCannedAnswers() {
        long completed = SelfWarmUp
                .run((host, port, clock) -> NettyTransport.open(Target.plain(host, port), ConnectionPolicy.pool(),
                        clock));

        assertThat(completed).isPositive();
    }

    @Test
    void aTransportThatCannotBeOpenedIsNoReasonToStop() {
        assertThat(SelfWarmUp.run((_, _, _) -> {
            throw new IOException("no sockets here");
        })).isZero();
    }
}
