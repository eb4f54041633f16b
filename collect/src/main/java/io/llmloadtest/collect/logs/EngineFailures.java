package io.llmloadtest.collect.logs;

import com.github.dockerjava.api.exception.DockerException;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;

/** Reads what docker-java and the engine say of a failure. */
final class EngineFailures {

    private static final int SHOWN_CHARACTERS = 300;

    private EngineFailures() {
    }

    /** What a failed call means. */
    static IllegibleException read(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DockerException answered) {
                return ofStatus(answered.getHttpStatus(), words(answered));
            }
            if (cause instanceof SocketTimeoutException) {
                return new IllegibleException(Problem.TIMED_OUT, words(cause));
            }
            if (words(cause).toLowerCase(Locale.ROOT).contains("permission denied")) {
                return new IllegibleException(Problem.NO_PERMISSION, words(cause));
            }
        }
        return connectionFailure(failure).map(io -> new IllegibleException(Problem.NO_DOCKER, words(io)))
                .orElseGet(() -> new IllegibleException(Problem.FAILED, words(failure)));
    }

    /** What an answer other than 2xx means. */
    static IllegibleException ofStatus(int status, String message) {
        String said = shortened(message);
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("does not support reading")) {
            return new IllegibleException(Problem.UNREADABLE_DRIVER, said);
        }
        if (lower.contains("multiple ids")) {
            return new IllegibleException(Problem.AMBIGUOUS, said);
        }
        return switch (status) {
            case 401, 403 -> new IllegibleException(Problem.NO_PERMISSION, said);
            case 404 -> new IllegibleException(Problem.NO_SUCH_CONTAINER, said);
            case 501 -> new IllegibleException(Problem.UNREADABLE_DRIVER, said);
            default -> new IllegibleException(Problem.FAILED, "status " + status + ": " + said);
        };
    }

    private static Optional<Throwable> connectionFailure(Throwable failure) {
        Optional<Throwable> deepest = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || words(cause).contains("Native error")
                    || words(cause).contains("Connection refused") || words(cause).contains("No such file")) {
                deepest = Optional.of(cause);
            }
        }
        return deepest;
    }

    /** A failure's own words, shortened. */
    static String words(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        return shortened(failure.getMessage() == null ? kind : kind + ": " + failure.getMessage());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
