package io.llmloadtest.evidence.logs;

import java.util.Locale;
import java.util.Optional;

/** Recognises what an error is about by the words vLLM, PyTorch and the kernel use. */
final class TroubleKinds {

    private static final String[] MEMORY = {"out of memory", "outofmemoryerror", "oomkilled", "oom-kill",
            "memoryerror"};
    private static final String[] ENGINE = {"EngineDeadError", "EngineCore encountered", "EngineCore failed to start",
            "Engine core initialization failed", "Engine background task failed", "output_handler failed",
            "died unexpectedly", "died with exit code", "WorkerProc hit an exception",
            "WorkerProc initialization failed"};
    private static final String[] REQUEST = {"completion stream generator", "failed with an internal error",
            "Exception in ASGI application"};
    private static final String[] INVALID = {"ValidationError", "BadRequestError", "Invalid HTTP request received",
            "failed (bad request)"};
    private static final String[] BARE = {"Segmentation fault", "Segfault encountered", "Fatal Python error",
            "terminate called after throwing", "CUDA error:"};

    private TroubleKinds() {
    }

    /** What a message is about. */
    static LogEvent.Kind of(String message) {
        if (has(message.toLowerCase(Locale.ROOT), MEMORY) || isKilled(message)) {
            return LogEvent.Kind.OUT_OF_MEMORY;
        }
        if (has(message, ENGINE)) {
            return LogEvent.Kind.ENGINE_DEAD;
        }
        if (message.contains("does not exist") && message.contains("model")) {
            return LogEvent.Kind.UNKNOWN_MODEL;
        }
        if (has(message, INVALID)) {
            return LogEvent.Kind.INVALID_REQUEST;
        }
        return has(message, REQUEST) ? LogEvent.Kind.REQUEST_FAILED : LogEvent.Kind.OTHER;
    }

    /** The kind that tells more: of a failed request, why it failed. */
    static LogEvent.Kind moreTelling(LogEvent.Kind one, LogEvent.Kind other) {
        return rank(other) > rank(one) ? other : one;
    }

    /** Whether a line without a level is an error all the same. */
    static boolean isBareTrouble(String message) {
        return isKilled(message) || has(message, BARE) || message.contains("CUDA out of memory")
                || message.contains("OOMKilled")
                || exceptionName(message).filter(name -> name.endsWith("Error") && name.length() < message.length())
                        .isPresent();
    }

    /** The exception that a traceback's last line names: {@code vllm.exceptions.VLLMValidationError: ...}. */
    static Optional<String> exceptionName(String message) {
        int end = 0;
        while (end < message.length() && (Elision.isWordPart(message.charAt(end)) || message.charAt(end) == '.'
                || message.charAt(end) == '_')) {
            end++;
        }
        // A class name: with its package, or capitalised, or followed by what it says.
        boolean isClass = message.lastIndexOf('.', end) > 0 || (end > 0 && Character.isUpperCase(message.charAt(0)))
                || message.startsWith(": ", end);
        boolean isName = end > 2 && isClass && !Character.isDigit(message.charAt(0))
                && (end == message.length() || message.charAt(end) == ':');
        return isName ? Optional.of(message.substring(0, end)) : Optional.empty();
    }

    /** A shell says {@code Killed} when the kernel's out-of-memory killer ended the server. */
    private static boolean isKilled(String message) {
        return message.equals("Killed") || (message.contains(": line ") && message.contains(" Killed"));
    }

    private static boolean has(String message, String[] words) {
        for (String word : words) {
            if (message.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static int rank(LogEvent.Kind kind) {
        return switch (kind) {
            case OTHER -> 0;
            case REQUEST_FAILED -> 1;
            case INVALID_REQUEST -> 2;
            case UNKNOWN_MODEL -> 3;
            case ENGINE_DEAD -> 4;
            case OUT_OF_MEMORY -> 5;
        };
    }
}
