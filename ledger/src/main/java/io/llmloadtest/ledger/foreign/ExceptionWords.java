package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Outcome;
import java.util.Locale;
import java.util.stream.Stream;

/** How a request failed, from the words of a client's exception. */
final class ExceptionWords {

    private static final int LONGEST_MESSAGE = 300;

    private ExceptionWords() {
    }

    /**
     * The outcome.
     *
     * @param exception its name, its message, or both
     * @param connecting whether nothing of an answer was seen
     * @param stage what was being waited for
     */
    static Outcome outcome(String exception, boolean connecting, String stage) {
        String words = exception.toLowerCase(Locale.ROOT);
        if (says(words, "cancel", "keyboardinterrupt")) {
            return new Outcome.Cancelled();
        }
        if (says(words, "timeout", "timed out", "timedout")) {
            boolean connect = connecting && says(words, "connecttimeout", "connectiontimeout", "connection timeout",
                    "connect timeout", "connect timed out");
            return new Outcome.TimedOut(connect ? "connect" : stage);
        }
        if (connecting && says(words, "ssl", "certificate", "tls")) {
            return new Outcome.NotConnected(true, cut(exception));
        }
        boolean broken = says(words, "disconnected", "payload", "incomplete", "chunked", "broken pipe", "eof",
                "remoteprotocol", "readerror", "closed");
        if (connecting && !broken && says(words, "connect", "refused", "unreachable", "no route", "getaddrinfo",
                "name or service", "resolution", "dns", "reset", "address")) {
            return new Outcome.NotConnected(false, cut(exception));
        }
        if (broken || says(words, "reset", "aborted", "connection")) {
            return new Outcome.Truncated(cut(exception));
        }
        return new Outcome.ProtocolError(cut(exception));
    }

    /** A message of a length that can be shown. */
    static String cut(String text) {
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "..." : text;
    }

    private static boolean says(String words, String... any) {
        return Stream.of(any).anyMatch(words::contains);
    }
}
