package io.llmloadtest.collect.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.collect.logs.StampedLine.Channel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private static final Instant ONE = Instant.parse("2026-11-25T10:00:00.000000001Z");
    private static final Instant TWO = Instant.parse("2026-11-25T10:00:00.000000002Z");
    private static final Instant THREE = Instant.parse("2026-11-25T10:00:00.000000003Z");

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final List<StampedLine> lines = new ArrayList<>();

    @Test
    void aFrameIsALineMostly() throws IOException {
        frame(1, stamp(ONE) + "hello\n");
        frame(2, stamp(TWO) + "oh\n");

        read(false);

        assertThat(lines).containsExactly(new StampedLine(Channel.OUT, ONE, ONE, "hello", 0),
                new StampedLine(Channel.ERR, TWO, TWO, "oh", 0));
    }

    @Test
    void linesOfTwoStreamsInTurnAreKeptApart() throws IOException {
        frame(1, stamp(ONE) + "he");
        frame(2, stamp(TWO) + "oh\n");
        frame(1, "llo\n");

        read(false);

        assertThat(lines).extracting(StampedLine::text).containsExactly("oh", "hello");
    }

    @Test
    void aFrameMayHoldSeveralLines() throws IOException {
        frame(1, stamp(ONE) + "a\n" + stamp(TWO) + "b\n" + stamp(THREE) + "c");
        frame(1, "d\n");

        read(false);

        assertThat(lines).extracting(StampedLine::text).containsExactly("a", "b", "cd");
        assertThat(lines).extracting(StampedLine::from).containsExactly(ONE, TWO, THREE);
    }

    @Test
    void theStampsOfALongLinesPiecesAreTakenOut() throws IOException {
        String text = "x".repeat(40 << 10);
        frame(1, stamp(ONE) + text.substring(0, 16384));
        frame(1, stamp(TWO) + text.substring(16384, 32768));
        frame(1, stamp(THREE) + text.substring(32768) + "\n");

        read(false);

        assertThat(lines).containsExactly(new StampedLine(Channel.OUT, ONE, THREE, text, 0));
    }

    @Test
    void aTerminalsLongLineHasNoFramesButTheSameStamps() throws IOException {
        String text = "x".repeat(40 << 10);
        stream.writeBytes((stamp(ONE) + text.substring(0, 16384) + stamp(TWO) + text.substring(16384, 32768)
                + stamp(THREE) + text.substring(32768) + "\r\n" + stamp(THREE) + "next\r\n").getBytes(UTF_8));

        read(true);

        assertThat(lines).containsExactly(new StampedLine(Channel.OUT, ONE, THREE, text, 0),
                new StampedLine(Channel.OUT, THREE, THREE, "next", 0));
    }

    @Test
    void aLineOfExactlyOnePieceIsNotJoinedToTheNext() throws IOException {
        String text = "x".repeat(16384);
        stream.writeBytes((stamp(ONE) + text + stamp(TWO) + "\r\n" + stamp(THREE) + "next\r\n").getBytes(UTF_8));

        read(true);

        assertThat(lines).extracting(StampedLine::text).containsExactly(text, "next");
    }

    @Test
    void moreThanSixtyFourKibibytesOfALineAreCounted() throws IOException {
        frame(1, stamp(ONE) + "x".repeat(70_000) + "\n");

        read(false);

        assertThat(lines.getFirst().text()).hasSize(65_536);
        assertThat(lines.getFirst().cutBytes()).isEqualTo(70_000 - 65_536);
    }

    @Test
    void aLineWithoutAStampTakesTheOneBefore() throws IOException {
        frame(1, stamp(ONE) + "a\n");
        frame(1, "no stamp here\n\n");

        read(false);

        assertThat(lines).extracting(StampedLine::text).containsExactly("a", "no stamp here", "");
        assertThat(lines).extracting(StampedLine::from).containsExactly(ONE, ONE, ONE);
    }

    @Test
    void aStampInsideALineStaysText() throws IOException {
        frame(1, stamp(ONE) + stamp(TWO) + "said the server\n");

        read(false);

        assertThat(lines.getFirst().text()).isEqualTo(stamp(TWO) + "said the server");
    }

    @Test
    void anUnfinishedLineIsKeptBack() throws IOException {
        frame(1, stamp(ONE) + "a\n" + stamp(TWO) + "half");

        FrameReader reader = read(false);

        assertThat(lines).hasSize(1);
        assertThat(reader.latest(Channel.OUT)).contains(TWO);
        reader.end();
        assertThat(lines).extracting(StampedLine::text).containsExactly("a", "half");
    }

    @Test
    void anErrorOfTheEngineIsNoLine() throws IOException {
        frame(3, "error from daemon in stream: Error grabbing logs");

        assertThatThrownBy(() -> read(false)).isInstanceOf(IOException.class).hasMessageContaining("grabbing");
    }

    @Test
    void whatIsNoLogStreamIsRefused() {
        stream.writeBytes("<html>no log</html>".getBytes(UTF_8));

        assertThatThrownBy(() -> read(false)).isInstanceOf(IOException.class);
    }

    @Test
    void aStreamThatBreaksInAHeaderOrFrameEnds() throws IOException {
        frame(1, stamp(ONE) + "a\n");
        frame(1, stamp(TWO) + "b\n");
        byte[] whole = stream.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            lines.clear();
            new FrameReader(false, () -> ONE, lines::add).readAll(new ByteArrayInputStream(whole, 0, length), () -> {});
            assertThat(lines.size()).isEqualTo(length >= whole.length / 2 ? 1 : 0);
        }
    }

    @Test
    void framesMaySplitAnywhere() throws IOException {
        long seed = 20261125;
        Random random = new Random(seed);
        String text = stamp(ONE) + "first\n" + stamp(TWO) + "second with blanks\n" + stamp(THREE) + "\n";
        for (int round = 0; round < 500; round++) {
            stream.reset();
            lines.clear();
            for (int at = 0; at < text.length();) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(20));
                frame(1, text.substring(at, end));
                at = end;
            }
            read(false);
            assertThat(lines).as("seed %d round %d", seed, round).containsExactly(
                    new StampedLine(Channel.OUT, ONE, ONE, "first", 0),
                    new StampedLine(Channel.OUT, TWO, TWO, "second with blanks", 0),
                    new StampedLine(Channel.OUT, THREE, THREE, "", 0));
        }
    }

    private FrameReader read(boolean terminal) throws IOException {
        FrameReader reader = new FrameReader(terminal, () -> Instant.EPOCH, lines::add);
        InputStream bytes = new ByteArrayInputStream(stream.toByteArray());
        reader.readAll(bytes, () -> {});
        return reader;
    }

    private void frame(int kind, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        stream.writeBytes(ByteBuffer.allocate(8).put((byte) kind).putInt(4, bytes.length).array());
        stream.writeBytes(bytes);
    }

    private static String stamp(Instant at) {
        return LogRecorder.STAMP.format(at) + " ";
    }
}
