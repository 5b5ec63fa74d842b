module com.acme.field.app {
    requires com.acme.field.old;
    requires info.picocli;

    opens com.acme.field.app to info.picocli;
}
