package io.llmloadtest.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceContextTest {

    @Test
    void theHeaderHasTheFormOfTraceContext() {
        assertThat(TraceContext.of("run-0-1").traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void theSameRequestAlwaysGetsTheSameTrace() {
        assertThat(TraceContext.of("run-0-1")).isEqualTo(TraceContext.of("run-0-1"));
    }

    @Test
    void noTwoRequestsShareATrace() {
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> TraceContext.of("run-0-" + i).traceId()))
                .doesNotHaveDuplicates();
    }
}
