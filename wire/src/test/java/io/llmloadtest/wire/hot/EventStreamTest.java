package io.llmloadtest.wire.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {

    private static final int LIMIT = 200;

    private final List<String> events = new ArrayList<>();
    private final EventStream stream = new EventStream(LIMIT,
            (bytes, from, end, error, nanos) -> events.add((error ? "!" : "")
                    + new String(bytes, from, end - from, StandardCharsets.UTF_8) + "@" + nanos));

    private List<String> whole(String text) {
        stream.begin();
        events.clear();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.feed(bytes, 0, bytes.length, 1);
        return List.copyOf(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void everyLineEndIsOne(String end) {
        assertThat(whole(("data: a||data:b||: keep-alive||data:  c|id: 7|retry: 5||" + "data: d").replace("|", end)))
                .containsExactly("a@1", "b@1", " c@1");
    }

    @Test
    void linesOfOneEventAreJoined() {
        assertThat(whole("data: a\ndata: b\ndata\ndata: c\n\n")).containsExactly("a\nb\n\nc@1");
    }

    @Test
    void aByteOrderMarkIsPassedOverOnceAndNoFieldIsUnknown() {
        assertThat(whole("\uFEFFdata: a\n\n")).containsExactly("a@1");
        assertThat(whole("data: a\n\n\uFEFFdata: b\n\ndatax: c\n\n data: d\n\n<html>\n\n")).containsExactly("a@1");
    }

    @Test
    void anEventNamedErrorIsMarked() {
        assertThat(whole("event: error\ndata: a\n\nevent: message\ndata: b\n\nevent:error\n\ndata: c\n\n"))
                .containsExactly("!a@1", "b@1", "c@1");
    }

    @Test
    void theStampIsThatOfTheReadWithTheDataLinesEnd() {
        stream.begin();
        byte[] all = "data: abc\n\ndata: d\n\n".getBytes(StandardCharsets.UTF_8);
        stream.feed(all, 0, 5, 10);
        stream.feed(all, 5, 10, 20);
        stream.feed(all, 10, all.length, 30);
        assertThat(events).containsExactly("abc@20", "d@30");
    }

    @Test
    void theEndOfTheBodyEndsTheLastEvent() {
        assertThat(whole("data: a\ndata: b")).isEmpty();
        stream.end(5);
        assertThat(events).containsExactly("a\nb@5");
    }

    @Test
    void aLineOrAnEventBeyondTheBoundIsTooLong() {
        whole("data: " + "x".repeat(LIMIT - 6) + "\n\n");
        assertThat(stream.tooLong()).isFalse();
        assertThat(whole(": " + "x".repeat(LIMIT) + "\n\n")).isEmpty();
        assertThat(stream.tooLong()).isTrue();
        assertThat(whole("data: " + "x".repeat(LIMIT))).isEmpty();
        assertThat(stream.tooLong()).isTrue();
        assertThat(whole(("data: " + "x".repeat(100) + "\n").repeat(3) + "\n")).isEmpty();
        assertThat(stream.tooLong()).isTrue();
    }

    @Test
    void noSplitChangesTheEvents() {
        String text = "\uFEFFdata: one\r\n\r\n: c\r\rdata: \u00e9\u4e2d\ndata: two\r\ndata:three\n\nevent: error\rdata: x\r\r"
                + "junk\n\ndata\n\n";
        List<String> expected = whole(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            stream.begin();
            events.clear();
            byte[] read = new byte[bytes.length];
            for (int from = 0; from < bytes.length;) {
                int length = Math.min(bytes.length - from, 1 + random.nextInt(1 + round % 20));
                System.arraycopy(bytes, from, read, 0, length);
                stream.feed(read, 0, length, 1);
                from += length;
            }
            assertThat(events).as("seed 7, round %s", round).isEqualTo(expected);
        }
    }
}
