package io.llmloadtest.wire.hot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes the answers of one connection, one after another. Call {@link #begin} before each request, {@link #feed} with what
 * is read, {@link #endOfInput} when the peer closes; all on the loop that owns it. {@code [DONE]} and error events are no
 * part of the train.
 */
public final class AnswerDecoder implements EventStream.Sink {

    /** What kind of body the answer has. */
    public enum Form {
        /** Not known yet: no head, or no byte of a body without a telling content type. */
        UNKNOWN,
        /** An event stream. */
        EVENTS,
        /** One JSON document. */
        DOCUMENT,
        /** The body of another status than 200. */
        ERROR_BODY
    }

    private static final byte[] DONE = ascii("[DONE]");
    private static final byte[] EVENT_STREAM = ascii("text/event-stream");
    private static final byte[] HTML = ascii("html");
    private static final byte[] JSON = ascii("json");

    private final Head head;
    private final Framing framing;
    private final EventStream events;
    private final Facts facts = new Facts();
    private final AnswerScanner scanner = new AnswerScanner(facts);
    private final Train train;
    private final Bytes body;
    private final int errorBodyBytes;
    private boolean streamed;
    private Form form = Form.UNKNOWN;
    private Flaw flaw = Flaw.NONE;
    private boolean touched;
    private boolean whole;
    private boolean cut;
    private boolean surplus;
    private boolean closed;
    private boolean done;
    private long headNanos;
    private long lastNanos;

    /** A decoder that keeps to {@code limits}. */
    public AnswerDecoder(Limits limits) {
        head = new Head(limits.headBytes());
        framing = new Framing(limits.headBytes());
        events = new EventStream(limits.lineBytes(), this);
        train = new Train(limits.chunks());
        body = new Bytes(limits.bodyBytes());
        errorBodyBytes = limits.errorBodyBytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Forgets the last answer and waits for the next. */
    public void begin(boolean eventStreamExpected) {
        begin(eventStreamExpected, false);
    }

    /** The same; {@code textWanted} says whether {@link Facts#text()} shall have what the answer says. */
    public void begin(boolean eventStreamExpected, boolean textWanted) {
        streamed = eventStreamExpected;
        form = Form.UNKNOWN;
        flaw = Flaw.NONE;
        touched = false;
        whole = false;
        cut = false;
        surplus = false;
        closed = false;
        done = false;
        head.begin();
        events.begin();
        facts.begin(textWanted);
        train.begin();
        body.clear();
    }

    /** Takes what one read brought; {@code nanos} is the moment of the read. */
    public void feed(byte[] bytes, int offset, int length, long nanos) {
        int i = offset;
        int end = offset + length;
        touched |= length > 0;
        if (!head.complete() && !ended()) {
            i = head.feed(bytes, i, end);
            flaw = head.flaw();
            lastNanos = nanos;
            if (head.complete()) {
                headNanos = nanos;
                framing.begin(head);
                choose();
            }
        }
        while (i < end && !ended() && !framing.complete()) {
            i = framing.advance(bytes, i, end);
            int payload = framing.payload();
            if (payload > 0) {
                take(bytes, i, i + payload, nanos);
                i += payload;
            }
            lastNanos = nanos;
            if (framing.broken()) {
                fail(Flaw.BAD_CHUNK);
            }
        }
        if (!ended() && head.complete() && framing.complete()) {
            finish();
        }
        surplus |= i < end;
    }

    /** The peer has closed; whether that is the end of the answer is a question of its framing. */
    public void endOfInput() {
        closed = true;
        if (ended()) {
            return;
        }
        if (head.complete() && framing.endsWithInput()) {
            finish();
        } else {
            cut = true;
        }
    }

    private void fail(Flaw what) {
        if (flaw == Flaw.NONE) {
            flaw = what;
        }
    }

    private void choose() {
        Bytes type = head.contentType();
        if (head.status() != 200) {
            form = Form.ERROR_BODY;
        } else if (holds(type, EVENT_STREAM)) {
            form = Form.EVENTS;
        } else if (holds(type, JSON)) {
            form = Form.DOCUMENT;
        } else if (holds(type, HTML)) {
            fail(Flaw.NOT_OPENAI);
        }
    }

    private static boolean holds(Bytes text, byte[] part) {
        for (int i = 0; i + part.length <= text.size(); i++) {
            if (Arrays.equals(text.array(), i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private void take(byte[] bytes, int from, int end, long nanos) {
        if (form == Form.UNKNOWN) {
            sniff(bytes, from, end);
        }
        switch (form) {
            case UNKNOWN -> {
            }
            case EVENTS -> {
                events.feed(bytes, from, end, nanos);
                if (events.tooLong()) {
                    fail(Flaw.LINE_TOO_LONG);
                }
            }
            case DOCUMENT -> {
                if (!body.append(bytes, from, end - from)) {
                    fail(Flaw.BODY_TOO_LONG);
                }
            }
            case ERROR_BODY -> body.append(bytes, from, Math.min(end - from, errorBodyBytes - body.size()));
        }
    }

    /** A content type that tells nothing: the first byte does. */
    private void sniff(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && isBlank(bytes[i])) {
            i++;
        }
        if (i == end) {
            return;
        }
        if (bytes[i] == '<') {
            fail(Flaw.NOT_OPENAI);
        } else {
            form = streamed && bytes[i] != '{' ? Form.EVENTS : Form.DOCUMENT;
        }
    }

    /** What JSON calls white space; another control character is a first byte like any. */
    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    @Override
    public void event(byte[] bytes, int start, int stop, boolean namedError, long nanos) {
        int from = start;
        int end = stop;
        while (from < end && bytes[from] == ' ') {
            from++;
        }
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        if (from == end || done || flaw != Flaw.NONE) {
            return;
        }
        if (Arrays.equals(bytes, from, end, DONE, 0, DONE.length)) {
            done = true;
            return;
        }
        boolean object = scanner.scan(bytes, from, end, namedError);
        if (scanner.error()) {
            return;
        }
        if (!object) {
            fail(Flaw.BAD_EVENT);
            return;
        }
        if (scanner.severalChoices()) {
            train.countNoTokens();
        }
        boolean told = scanner.countedChoice() || scanner.listsTokenIds();
        int tokensSoFar = scanner.countedChoice()
                ? scanner.completionTokens()
                : train.tokensSoFar() + scanner.tokenIds();
        if (!train.add(nanos, scanner.flags(), told, tokensSoFar)) {
            fail(Flaw.TOO_MANY_CHUNKS);
        }
    }

    private void finish() {
        switch (form) {
            case EVENTS -> {
                events.end(lastNanos);
                if (events.tooLong()) {
                    fail(Flaw.LINE_TOO_LONG);
                }
            }
            case ERROR_BODY -> scanner.scan(body.array(), 0, body.size(), true);
            case UNKNOWN, DOCUMENT -> {
                boolean object = scanner.scan(body.array(), 0, body.size(), false);
                if (!object && !scanner.error()) {
                    fail(Flaw.BAD_BODY);
                } else if (!facts.choices() && !facts.embeddings() && !facts.error()) {
                    fail(Flaw.NOT_OPENAI);
                }
            }
        }
        whole = flaw == Flaw.NONE;
    }

    /** Whether nothing more will come of this answer: it is whole, flawed or cut. */
    public boolean ended() {
        return whole || cut || flaw != Flaw.NONE;
    }

    /** Whether the answer came to its own end. */
    public boolean whole() {
        return whole;
    }

    /** What is wrong with the answer. */
    public Flaw flaw() {
        return flaw;
    }

    /** Whether any byte of the answer came. */
    public boolean touched() {
        return touched;
    }

    /** Whether the next request may use the connection. */
    public boolean reusable() {
        return whole && !surplus && !closed && head.persistent();
    }

    /** Whether the answer's head came. */
    public boolean headSeen() {
        return head.complete();
    }

    /** The HTTP status; only when {@link #headSeen()}. */
    public int status() {
        return head.status();
    }

    /** The media type without parameters, in lower case; empty when none was sent. */
    public Bytes contentType() {
        return head.contentType();
    }

    /** When the head's last byte came; only when {@link #headSeen()}. */
    public long headNanos() {
        return headNanos;
    }

    /** When the last byte of the answer so far came; only when {@link #touched()}. */
    public long lastNanos() {
        return lastNanos;
    }

    /** What kind of body it is. */
    public Form form() {
        return form;
    }

    /** Whether {@code data: [DONE]} came. */
    public boolean done() {
        return done;
    }

    /** What the answer said beside its text. */
    public Facts facts() {
        return facts;
    }

    /** The events. */
    public Train train() {
        return train;
    }

    /** The body as it came, when it was no event stream. */
    public Bytes body() {
        return body;
    }
}
