package io.llmloadtest.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server-sent events of one response, and what faults do to them on their way out. */
final class EventStream {
    private static final byte[] NO_UTF8 = {(byte) 0xc3, (byte) 0x28, (byte) 0xff};
    private static final int INTACT_EVENTS = 2;
    private static final int PIECE_BYTES = 64 * 1024;

    private final Exchange exchange;
    private final Strikes strikes;
    private final List<byte[]> held = new ArrayList<>();
    private boolean holding;
    private boolean released;
    private boolean ending;
    private boolean endless;
    private int events;

    EventStream(Exchange exchange, Strikes strikes) {
        this.exchange = exchange;
        this.strikes = strikes;
    }

    void open() {
        exchange.begin("text/event-stream; charset=utf-8");
    }

    void event(String json) {
        if (endless) {
            return;
        }
        events++;
        if (events > INTACT_EVENTS && strikes.by(Fault.ENDLESS_LINE)) {
            endless = true;
            flood();
        } else if (events > INTACT_EVENTS && strikes.by(Fault.GARBAGE_STREAM)) {
            send(line(json.substring(0, json.length() / 2)));
        } else if (strikes.by(Fault.BAD_UTF8)) {
            send(spoiled(line(json)));
        } else {
            send(line(json));
        }
    }

    void done() {
        if (endless) {
            return;
        }
        send(line("[DONE]"));
        ending = true;
        if (strikes.faults().on(Fault.BUFFERED_STREAM) || !holding) {
            release();
            exchange.end();
        }
    }

    private static byte[] line(String data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Puts bytes that are no UTF-8 at the beginning of the text. */
    private static byte[] spoiled(byte[] line) {
        String latin = new String(line, StandardCharsets.ISO_8859_1);
        for (String field : new String[]{"\"content\":\"", "\"text\":\""}) {
            int at = latin.indexOf(field);
            if (at >= 0) {
                int split = at + field.length();
                byte[] longer = Arrays.copyOf(line, line.length + NO_UTF8.length);
                System.arraycopy(NO_UTF8, 0, longer, split, NO_UTF8.length);
                System.arraycopy(line, split, longer, split + NO_UTF8.length, line.length - split);
                return longer;
            }
        }
        return line;
    }

    private void send(byte[] bytes) {
        if (!holding && !released) {
            startHolding();
        }
        if (holding) {
            held.add(bytes);
        } else {
            exchange.piece(bytes);
        }
    }

    private void startHolding() {
        if (strikes.faults().on(Fault.BUFFERED_STREAM)) {
            holding = true;
        } else if (strikes.holdMillis() > 0) {
            holding = true;
            var _ = exchange.channel().eventLoop().schedule(this::letGo, strikes.holdMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void letGo() {
        release();
        if (ending) {
            exchange.end();
        }
    }

    private void release() {
        holding = false;
        released = true;
        held.forEach(exchange::piece);
        held.clear();
    }

    /** A line without an end: one piece at a time, so that memory stays small, then the connection is cut. */
    private void flood() {
        release();
        byte[] piece = new byte[PIECE_BYTES];
        Arrays.fill(piece, (byte) 'x');
        exchange.piece("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"");
        flood(piece, strikes.faults().number(Fault.ENDLESS_LINE, "megabytes") * 1024 * 1024 / PIECE_BYTES);
    }

    private void flood(byte[] piece, long left) {
        if (left <= 0) {
            exchange.cut();
        } else {
            exchange.pieceThen(piece, () -> flood(piece, left - 1));
        }
    }
}
