module com.acme.field.old {
    exports com.acme.field.old;
}
