package io.llmloadtest.simulator;

import io.llmloadtest.simulator.Step.Finish;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Token ids of one choice to text that may be sent: a character is held back until all its bytes are there, and as many characters as could still become a
 * stop string, so that neither is ever sent.
 */
final class ChoiceText {
    private final List<String> stops;
    private final int holdBack;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private int sent;
    private Optional<Finish> finish = Optional.empty();

    ChoiceText(List<String> stops) {
        this.stops = stops;
        holdBack = stops.stream().mapToInt(String::length).max().orElse(1) - 1;
    }

    /** The text that this token frees; empty for one that is held back or is no text. */
    String append(int token, Optional<Finish> end) {
        unfinished.writeBytes(Tokenizer.bytesOf(token));
        finish = end;
        if (end.isPresent() || wholeCharacters()) {
            text.append(unfinished.toString(StandardCharsets.UTF_8));
            unfinished.reset();
        }
        if (end.isPresent() && !end.get().stoppedBy().isEmpty()) {
            text.setLength(Math.max(sent, text.indexOf(end.get().stoppedBy())));
        }
        int until = end.isPresent() || stops.isEmpty() ? text.length() : Math.max(sent, text.length() - holdBack);
        String free = text.substring(sent, until);
        sent = until;
        return free;
    }

    /** Everything freed so far. */
    String whole() {
        return text.substring(0, sent);
    }

    Optional<Finish> finish() {
        return finish;
    }

    private boolean wholeCharacters() {
        byte[] bytes = unfinished.toByteArray();
        int lead = bytes.length == 0 ? 0 : bytes[0] & 0xff;
        int length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        return bytes.length >= length;
    }
}
