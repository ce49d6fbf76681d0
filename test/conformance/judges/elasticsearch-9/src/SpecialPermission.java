package org.elasticsearch;

/** Elasticsearch 9 has no security manager any more; the template engine of 7.17.29 still asks for this class. */
public final class SpecialPermission {
    private SpecialPermission() {}

    public static void check() {}
}
