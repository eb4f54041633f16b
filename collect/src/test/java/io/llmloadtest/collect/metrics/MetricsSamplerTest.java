package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsSample;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class MetricsSamplerTest {

    private final Semaphore seconds = new Semaphore(0);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final LinkedBlockingQueue<MetricsSample> samples = new LinkedBlockingQueue<>();

    @Test
    void aPauseThenALookUntilClosed() throws InterruptedException {
        MetricsPage page = new MetricsPage(Pages.inTurn(Pages.page(Pages.vllm(1, 10, 0)),
                Pages.page(Pages.vllm(2, 20, 0))), 0, ModelFilter.ANY, clock(), samples::add);

        try (MetricsSampler _ = new MetricsSampler(page, clock(), Duration.ofSeconds(1))) {
            seconds.release(2);
            assertThat(List.of(samples.take(), samples.take())).extracting(MetricsSample::generationTokens)
                    .containsExactly(Reading.of(10), Reading.of(20));
            while (!seconds.hasQueuedThreads()) {
                Thread.onSpinWait(); // until it pauses again, so that closing meets it there
            }
        }

        interrupted.await();
        assertThat(samples).isEmpty();
    }

    /** Lets a second pass when the test says so. */
    private RunClock clock() {
        return new RunClock() {
            @Override
            public Tick tick() {
                return Tick.ZERO;
            }

            @Override
            public Instant wall() {
                return Instant.EPOCH;
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                try {
                    seconds.acquire();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
        };
    }
}
