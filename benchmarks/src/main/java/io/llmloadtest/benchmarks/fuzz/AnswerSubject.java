package io.llmloadtest.benchmarks.fuzz;

import io.llmloadtest.wire.hot.AnswerDecoder;
import io.llmloadtest.wire.hot.Bytes;
import io.llmloadtest.wire.hot.Facts;
import io.llmloadtest.wire.hot.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Answers of a completion endpoint, streamed and not, read at once and again in random pieces by decoders that live on, as
 * those of kept connections do. An answer that reads differently in pieces is a defect too.
 */
final class AnswerSubject implements Subject {

    private static final String STREAM_HEAD = """
            HTTP/1.1 200 OK\r
            date: Wed, 25 Nov 2026 10:15:30 GMT\r
            content-type: text/event-stream; charset=utf-8\r
            transfer-encoding: chunked\r
            \r
            """;
    private static final int MOST_EVENTS = 6;
    private static final Limits LIMITS = new Limits(4 << 10, 64 << 10, 256 << 10, 4 << 10, 1000);

    private final Corpus corpus;
    private final AnswerDecoder atOnce = new AnswerDecoder(LIMITS);
    private final AnswerDecoder inPieces = new AnswerDecoder(LIMITS);

    AnswerSubject(Corpus corpus) {
        this.corpus = corpus;
    }

    @Override
    public byte[] input(RandomGenerator random) {
        Mutator mutator = new Mutator(random, corpus.events());
        // Damage inside a chunk leaves the framing right, so that it reaches the scanner; elsewhere the framing is hit.
        boolean inside = random.nextBoolean();
        byte[] answer = random.nextInt(4) == 0 ? document(random, mutator, inside) : stream(random, mutator, inside);
        return inside ? answer : mutator.damaged(answer);
    }

    private byte[] stream(RandomGenerator random, Mutator mutator, boolean inside) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        write(all, STREAM_HEAD);
        List<byte[]> events = corpus.events();
        int first = random.nextInt(events.size());
        int last = first + random.nextInt(MOST_EVENTS);
        int hurt = first + random.nextInt(MOST_EVENTS);
        for (int i = first; i <= last; i++) {
            byte[] event = events.get(i % events.size());
            byte[] sent = inside && i == hurt ? mutator.damaged(event) : event;
            write(all, Integer.toHexString(sent.length) + "\r\n");
            all.writeBytes(sent);
            write(all, "\r\n");
        }
        write(all, "0\r\n\r\n");
        return all.toByteArray();
    }

    private byte[] document(RandomGenerator random, Mutator mutator, boolean inside) {
        byte[] body = corpus.documents().get(random.nextInt(corpus.documents().size()));
        byte[] sent = inside ? mutator.damaged(body) : body;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        write(all, "HTTP/1.1 " + (random.nextInt(3) == 0 ? "400 Bad Request" : "200 OK")
                + "\r\ncontent-type: application/json\r\ncontent-length: " + sent.length + "\r\n\r\n");
        all.writeBytes(sent);
        return all.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void feed(byte[] input, RandomGenerator random) {
        boolean streamed = random.nextBoolean();
        atOnce.begin(streamed);
        atOnce.feed(input, 0, input.length, 1);
        atOnce.endOfInput();
        inPieces.begin(streamed);
        int longest = input.length > 10_000 ? 4_096 : 1 + random.nextInt(60);
        for (int from = 0; from < input.length && !inPieces.ended();) {
            int length = Math.min(input.length - from, 1 + random.nextInt(longest));
            inPieces.feed(input, from, length, 1);
            from += length;
        }
        inPieces.endOfInput();
        if (!seen(atOnce).equals(seen(inPieces))) {
            throw new IllegalStateException("read at once: " + seen(atOnce) + ", in pieces: " + seen(inPieces));
        }
    }

    /** All that a reader of the decoder can see, but the stamps. */
    private static List<Object> seen(AnswerDecoder decoder) {
        Facts facts = decoder.facts();
        return List.of(decoder.flaw(), decoder.whole(), decoder.headSeen() ? decoder.status() : 0,
                decoder.train().snapshot().size(), decoder.done(), facts.error(), facts.usage(),
                facts.usage() ? facts.completionTokens() : 0, facts.finishReasons().any(), text(facts.id()),
                text(facts.errorMessage()));
    }

    private static String text(Bytes kept) {
        return new String(kept.array(), 0, kept.size(), StandardCharsets.UTF_8);
    }
}
