package io.llmloadtest.wire.hot;

/** Finds the payload in the body of an answer: by length, chunked with extensions and trailers, or up to the end of input. */
final class Framing {

    private enum State {
        LENGTH, UNTIL_CLOSE, SIZE, EXTENSION, DATA, DATA_END, TRAILER, COMPLETE, BROKEN
    }

    private static final int SIZE_DIGITS = 13;

    private final int limit;
    private State state = State.COMPLETE;
    private long left;
    private int digits;
    private int overhead;
    private int lineLength;
    private int payload;

    Framing(int limit) {
        this.limit = limit;
    }

    void begin(Head head) {
        left = 0;
        digits = 0;
        overhead = 0;
        lineLength = 0;
        payload = 0;
        if (head.bodiless()) {
            state = State.COMPLETE;
        } else if (head.chunked()) {
            state = State.SIZE;
        } else if (head.hasLength()) {
            left = head.length();
            state = left == 0 ? State.COMPLETE : State.LENGTH;
        } else {
            state = State.UNTIL_CLOSE;
        }
    }

    /**
     * Goes on to the next payload: from the returned index on, {@link #payload()} bytes belong to the body, and the caller
     * goes on behind them. No payload means the bytes are used up or the body is over.
     */
    int advance(byte[] bytes, int from, int end) {
        payload = 0;
        int i = from;
        while (i < end && payload == 0) {
            switch (state) {
                case COMPLETE, BROKEN -> {
                    return i;
                }
                case UNTIL_CLOSE -> payload = end - i;
                case LENGTH, DATA -> {
                    payload = (int) Math.min(left, end - i);
                    left -= payload;
                    if (left == 0) {
                        state = state == State.LENGTH ? State.COMPLETE : State.DATA_END;
                    }
                }
                case SIZE -> size(bytes[i++]);
                case EXTENSION -> extension(bytes[i++]);
                case DATA_END -> dataEnd(bytes[i++]);
                case TRAILER -> trailer(bytes[i++]);
            }
        }
        return i;
    }

    private void size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            left = left * 16 + digit;
            if (++digits > SIZE_DIGITS) {
                state = State.BROKEN;
            }
        } else if (digits == 0) {
            state = State.BROKEN;
        } else if (b == '\n') {
            sizeEnd();
        } else if (b == '\r' || b == ';' || b == ' ' || b == '\t') {
            state = State.EXTENSION;
        } else {
            state = State.BROKEN;
        }
    }

    private void extension(byte b) {
        if (b == '\n') {
            sizeEnd();
        } else {
            count();
        }
    }

    private void sizeEnd() {
        overhead = 0;
        digits = 0;
        state = left == 0 ? State.TRAILER : State.DATA;
    }

    private void dataEnd(byte b) {
        if (b == '\n') {
            state = State.SIZE;
        } else if (b != '\r') {
            state = State.BROKEN;
        } else {
            count();
        }
    }

    private void trailer(byte b) {
        if (b == '\n') {
            if (lineLength == 0) {
                state = State.COMPLETE;
            }
            lineLength = 0;
        } else if (b != '\r') {
            lineLength++;
            count();
        }
    }

    private void count() {
        if (++overhead > limit) {
            state = State.BROKEN;
        }
    }

    int payload() {
        return payload;
    }

    boolean complete() {
        return state == State.COMPLETE;
    }

    boolean broken() {
        return state == State.BROKEN;
    }

    /** Whether the end of input is the end of the body. */
    boolean endsWithInput() {
        return state == State.UNTIL_CLOSE;
    }
}
