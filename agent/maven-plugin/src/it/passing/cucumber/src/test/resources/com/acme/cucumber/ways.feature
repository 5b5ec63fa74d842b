Feature: two ways
  Scenario: the old one
    When the old way is gone

  Scenario: the new one
    When the new way is gone
