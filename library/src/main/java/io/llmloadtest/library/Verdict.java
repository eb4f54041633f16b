package io.llmloadtest.library;

/** What the cross-examination of a run came to, in a word. */
public enum Verdict {
    /** Requests or tokens were compared with the server's own counters and agree, and nothing speaks against the run. */
    PASSED,
    /** A number differs, or something makes the run doubtful: see the findings. */
    WARNING,
    /** The server's own record confirms nothing, or was not asked. No evidence is never {@link #PASSED}. */
    UNVERIFIED
}
