package io.llmloadtest.model;

/** Why a value is not known. A code, never a sentence: the phrase books turn it into one. */
public enum Why {
    /** The witness was not asked for: validation is off, or no such source is configured. */
    NOT_ASKED,
    /** The metrics page could not be fetched, or held no valid sample. */
    NO_METRICS,
    /** The metrics page was there, but the family this value needs is not on it. */
    FAMILY_MISSING,
    /** A counter fell or a start time changed between the snapshots: the server restarted. */
    COUNTER_RESET,
    /** One metrics URL is answered by several servers in turn, so that its pages cannot be subtracted. */
    SEVERAL_SERVERS,
    /** The server's metrics have a form whose meaning is not known for this value. */
    UNKNOWN_MEANING,
    /** No log could be read. */
    NO_LOG,
    /** The log has no access line at all. */
    NO_ACCESS_LINES,
    /** The log has no engine statistics line at all. */
    NO_STATS_LINES,
    /** No statistics window lies wholly inside the stretch that is compared. */
    NO_WHOLE_WINDOW,
    /** The log was cut or rotated inside the stretch. */
    LOG_CUT,
    /** The answers carried no usage, so tokens could only be estimated. */
    NO_USAGE,
    /** No answer was streamed, so there is no first token to time. */
    NOT_STREAMED,
    /** No request of the needed kind ended well. */
    NO_SAMPLES,
    /** Client and server timed different numbers of things; their means cannot be compared. */
    UNEQUAL_POPULATIONS,
    /** An aborted request is in the server's histogram and cannot be taken out. */
    ABORTED_INSIDE,
    /** No span of these requests came, or the spans do not tell it. */
    NO_TRACES,
    /** The client has no value of this kind by nature. */
    NO_CLIENT_VALUE,
    /** The client's record does not say when its requests were. */
    REQUESTS_NOT_TIMED
}
