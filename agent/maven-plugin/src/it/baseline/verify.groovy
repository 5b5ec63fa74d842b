String log = new File(basedir, 'build.log').text

assert log.contains('lastcall: 2 tests; 1 test reached 1 call site of deprecated code, 0 of them not in the baseline')
assert !log.contains('NO-GO')

String baseline = new File(basedir, 'lastcall.baseline').text
assert baseline.contains('com.acme.app.AppTest#callsTheOldWay')
assert !baseline.contains('migratedSince')
assert baseline.contains('owner chat')
