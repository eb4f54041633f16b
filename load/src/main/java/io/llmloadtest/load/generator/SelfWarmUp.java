package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.LoadListener;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.Scope;
import io.llmloadtest.wire.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Exercises the load tester's own code before the first byte goes to the target: some hundred requests through the same
 * generator, transport and decoder, against a responder inside this process. Afterwards the JVM has loaded and compiled
 * what the load needs, so that a first wave shows the server's cold start and not ours.
 */
public final class SelfWarmUp {

    private static final int CONCURRENCY = 16;
    private static final long REQUESTS = 400;
    private static final Duration LONGEST = Duration.ofMillis(600);

    private SelfWarmUp() {
    }

    /**
     * Runs it: a fifth of a second on an idle machine, never more than 0.6 s of load. That it cannot listen on loopback is no reason to stop a run.
     *
     * @return the requests that went well
     */
    public static long run(TransportFactory transports) {
        TickSource ticks = TickSource.startingNow();
        try (CannedResponder responder = new CannedResponder();
                Transport transport = transports.open(responder.host(), responder.port(), ticks);
                Timer.Threaded timer = Timer.threaded()) {
            Phase phase = new Phase(new Scope.WarmUp(0), "self-", CONCURRENCY, OptionalLong.of(REQUESTS),
                    Optional.of(LONGEST), Duration.ofSeconds(2), Duration.ZERO);
            return new ClosedLoop(timer, new Progress())
                    .run(phase, new Canned(), transport, ticks, new Deaf(), new StopSignal()).completed();
        } catch (IOException _) {
            return 0;
        }
    }

    /** Bodies of a usual size and form. */
    private record Canned() implements Workload {

        private static final byte[] BODY = ("{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(256) + "\"}]}")
                .getBytes(StandardCharsets.US_ASCII);
        private static final Asked ASKED = new Asked(OptionalInt.empty(), OptionalInt.of(16), 1);

        @Override
        public String route() {
            return Endpoint.CHAT_COMPLETIONS.route();
        }

        @Override
        public boolean streamed() {
            return true;
        }

        @Override
        public PreparedRequest prepare(Scope scope, int index) {
            return new PreparedRequest(BODY.clone(), ASKED, 0);
        }
    }

    /** Keeps nothing. */
    private record Deaf() implements LoadListener {

        @Override
        public void sent(SentNote note) {
            // not part of the test
        }

        @Override
        public void ended(RequestRecord request) {
            // not part of the test
        }
    }
}
