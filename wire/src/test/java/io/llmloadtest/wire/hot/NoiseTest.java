package io.llmloadtest.wire.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

/** Answers with random damage. Nothing may be thrown, and how the bytes are cut into reads may not matter. */
class NoiseTest {

    private static final String SPICE = "{}[]:,\"\\\r\n 0123456789abcdefx-+.eEtrufalsn;/u\t\0";

    @Test
    void damageIsNeverThrownAndNeverDependsOnTheSplit() {
        List<byte[]> answers = List.of(Answers.stream(Answers.fixture("0.8.5/completions-stream.sse")),
                Answers.stream(Answers.fixture("0.32.0/completions-stream.sse")),
                Answers.sized(200, "application/json",
                        new String(Answers.fixture("0.32.0/chat.json"), StandardCharsets.UTF_8)),
                Answers.sized(404, "application/json",
                        new String(Answers.fixture("0.8.5/error-404.json"), StandardCharsets.UTF_8)),
                Answers.bytes("HTTP/1.0 200 OK\r\n\r\n" + Answers.CHUNK + Answers.LAST));
        long seed = 42;
        Random random = new Random(seed);
        for (int round = 0; round < 6000; round++) {
            byte[] answer = damaged(answers.get(random.nextInt(answers.size())), random);
            String whole = outcome(answer, answer.length, random);
            String pieces = outcome(answer, 1 + random.nextInt(40), random);
            assertThat(pieces).as("seed %s, round %s", seed, round).isEqualTo(whole);
        }
    }

    @Test
    void aControlCharacterBeforeABodyOfUnknownTypeIsNoBlank() {
        String body = "\0{\"object\":\"error\",\"message\":\"no\",\"code\":400}";
        byte[] answer = Answers.bytes("HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
        Random random = new Random(1);

        assertThat(outcome(answer, 1, random)).isEqualTo(outcome(answer, answer.length, random));
    }

    private static byte[] damaged(byte[] answer, Random random) {
        byte[] copy = answer.clone();
        int wounds = random.nextInt(4);
        for (int i = 0; i < wounds; i++) {
            copy[random.nextInt(copy.length)] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) SPICE.charAt(random.nextInt(SPICE.length()));
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }

    /** All that a reader of the decoder can see, but the stamps. */
    private static String outcome(byte[] answer, int longest, Random random) {
        AnswerDecoder decoder = Answers.decoder(new Limits(2000, 2000, 4000, 1000, 100), true);
        byte[] read = new byte[longest];
        for (int from = 0; from < answer.length && !decoder.ended();) {
            int length = Math.min(answer.length - from,
                    longest == answer.length ? longest : 1 + random.nextInt(longest));
            System.arraycopy(answer, from, read, 0, length);
            decoder.feed(read, 0, length, 1);
            from += length;
        }
        decoder.endOfInput();
        Facts facts = decoder.facts();
        return decoder.flaw() + " " + decoder.whole() + " " + (decoder.headSeen() ? decoder.status() : "") + " "
                + decoder.train().size() + " " + decoder.done() + " " + facts.error() + " " + facts.usage() + " "
                + facts.finishReasons().any() + " " + Answers.text(facts.id()) + Answers.text(facts.errorMessage());
    }

    /** Jackson is the judge of what is JSON; the scanner only forgives broken UTF-8, so the damage stays ASCII. */
    @Test
    void theScannerAcceptsWhatJacksonAccepts() {
        long seed = 99;
        Random random = new Random(seed);
        byte[] document = Answers.fixture("0.32.0/chat.json");
        byte[] tricky = Answers
                .bytes("{\"a\":[1,-0.5e+7,[],{},\"\\u00e9\\n\",true,false,null],\"b\":{\"c\":0}, \"d\" : 1E2 }");
        AnswerScanner scanner = new AnswerScanner(new Facts());
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] text = (random.nextBoolean() ? document : tricky).clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                text[random.nextInt(text.length)] = (byte) SPICE.charAt(random.nextInt(SPICE.length()));
            }
            boolean object = jacksonSeesAnObject(text);
            accepted += object ? 1 : 0;
            assertThat(scanner.scan(text, 0, text.length, false)).as("seed %s: %s", seed,
                    new String(text, StandardCharsets.UTF_8)).isEqualTo(object);
        }
        assertThat(accepted).isBetween(1000, 19_000);
    }

    /** The reason for a scanner of our own: half a character in a token's text must not end the stream. */
    @Test
    void jacksonStopsAtBrokenUtf8WhereTheScannerGoesOn() throws Exception {
        byte[] text = "{\"text\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new AnswerScanner(new Facts()).scan(text, 0, text.length, false)).isTrue();
        try (JsonParser parser = new JsonFactory().createNonBlockingByteArrayParser(ObjectReadContext.empty())) {
            ((ByteArrayFeeder) parser.nonBlockingInputFeeder()).feedInput(text, 0, text.length);
            assertThatThrownBy(() -> {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    parser.currentToken();
                }
            }).isInstanceOf(JacksonException.class);
        }
    }

    private static boolean jacksonSeesAnObject(byte[] text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }
}
