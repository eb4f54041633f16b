package io.llmloadtest.wire.hot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts an event stream (the WHATWG rules for {@code text/event-stream}) into events. Lines end with LF, CR or CRLF;
 * comments, such as vLLM's {@code : keep-alive} (0.29 and later), and unknown fields are passed over; data lines of one event
 * are joined with LF. An event that lies whole in one slice is handed on where it lies.
 */
final class EventStream {

    /** Takes the events. */
    interface Sink {

        /** The data of one event; {@code nanos} is the stamp of the read that brought the end of its last data line. */
        void event(byte[] bytes, int from, int end, boolean namedError, long nanos);
    }

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);

    private final int limit;
    private final Sink sink;
    private final Bytes line;
    private final Bytes data;
    private boolean firstLine;
    private boolean skipLineFeed;
    private boolean hasData;
    private boolean inPlace;
    private int placeFrom;
    private int placeEnd;
    private boolean namedError;
    private long dataNanos;
    private boolean tooLong;

    EventStream(int limit, Sink sink) {
        this.limit = limit;
        this.sink = sink;
        this.line = new Bytes(limit);
        this.data = new Bytes(limit);
    }

    void begin() {
        line.clear();
        firstLine = true;
        skipLineFeed = false;
        tooLong = false;
        forgetEvent();
    }

    private void forgetEvent() {
        data.clear();
        hasData = false;
        inPlace = false;
        namedError = false;
    }

    void feed(byte[] bytes, int from, int end, long nanos) {
        int start = from;
        if (skipLineFeed && start < end) {
            skipLineFeed = false;
            if (bytes[start] == '\n') {
                start++;
            }
        }
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '\n' || b == '\r') {
                lineEnds(bytes, start, i, nanos);
                if (b == '\r') {
                    if (i + 1 == end) {
                        skipLineFeed = true;
                    } else if (bytes[i + 1] == '\n') {
                        i++;
                    }
                }
                start = i + 1;
                if (tooLong) {
                    return;
                }
            }
        }
        tooLong |= !line.append(bytes, start, end - start);
        takeFromPlace(bytes);
    }

    /** The body is over: what was begun counts as it is. */
    void end(long nanos) {
        if (line.size() > 0) {
            lineEnds(line.array(), 0, 0, nanos);
        }
        dispatch(data.array());
    }

    private void lineEnds(byte[] bytes, int start, int end, long nanos) {
        if (line.size() == 0) {
            tooLong |= end - start > limit;
            line(bytes, start, end, true, nanos);
        } else {
            tooLong |= !line.append(bytes, start, end - start);
            takeFromPlace(bytes);
            line(line.array(), 0, line.size(), false, nanos);
            line.clear();
        }
    }

    private void line(byte[] bytes, int start, int end, boolean stays, long nanos) {
        int from = start;
        if (firstLine) {
            firstLine = false;
            if (end - from >= 3 && bytes[from] == (byte) 0xEF && bytes[from + 1] == (byte) 0xBB
                    && bytes[from + 2] == (byte) 0xBF) {
                from += 3;
            }
        }
        if (from == end) {
            dispatch(bytes);
            return;
        }
        int colon = from;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(end, colon + 1);
        if (value < end && bytes[value] == ' ') {
            value++;
        }
        if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
            data(bytes, value, end, stays, nanos);
        } else if (Arrays.equals(bytes, from, colon, EVENT, 0, EVENT.length)) {
            namedError = Arrays.equals(bytes, value, end, ERROR, 0, ERROR.length);
        }
    }

    private void data(byte[] bytes, int from, int end, boolean stays, long nanos) {
        dataNanos = nanos;
        if (!hasData && stays) {
            inPlace = true;
            placeFrom = from;
            placeEnd = end;
        } else {
            takeFromPlace(bytes);
            if (hasData) {
                tooLong |= !data.append((byte) '\n');
            }
            tooLong |= !data.append(bytes, from, end - from);
        }
        hasData = true;
    }

    /** The slice will not stay: what was left lying in it is copied. */
    private void takeFromPlace(byte[] bytes) {
        if (inPlace) {
            inPlace = false;
            tooLong |= !data.append(bytes, placeFrom, placeEnd - placeFrom);
        }
    }

    private void dispatch(byte[] bytes) {
        if (hasData && !tooLong) {
            if (inPlace) {
                sink.event(bytes, placeFrom, placeEnd, namedError, dataNanos);
            } else {
                sink.event(data.array(), 0, data.size(), namedError, dataNanos);
            }
        }
        forgetEvent();
    }

    boolean tooLong() {
        return tooLong;
    }
}
